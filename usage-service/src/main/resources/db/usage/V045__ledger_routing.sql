-- Why the target was called, in words; entries of before have none.
ALTER TABLE ledger_entry ADD COLUMN routing text;
