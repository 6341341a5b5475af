-- Keys beside the configuration's own, in the order they were added: [{"id", "name", "hint"}].
alter table configuration add column further_keys jsonb not null default '[]';
