-- How senders and receivers called themselves, sealed like their values.
alter table interaction_party add column name bytea;
