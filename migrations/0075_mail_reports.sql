-- Which message of ours a return, an automatic answer or a receipt speaks of.
alter table mail add column outgoing_id uuid;
create index mail_outgoing on mail (outgoing_id) where outgoing_id is not null;
