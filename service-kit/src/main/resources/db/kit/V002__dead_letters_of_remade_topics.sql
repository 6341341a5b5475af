-- A topic that was deleted and made anew begins at offset 0 again: another record with a known offset is another dead
-- letter. Nothing is parked twice without this, because a record is parked in the transaction that moves past it.
alter table dead_letter drop constraint dead_letter_consumer_topic_partition_record_offset_key;
