-- Null for none; an object as in the contract.
alter table route add column hedge jsonb;
alter table route add column recovery jsonb;
