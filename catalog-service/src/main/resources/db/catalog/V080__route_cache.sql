-- Null for none; an object as in the contract.
alter table route add column cache jsonb;
