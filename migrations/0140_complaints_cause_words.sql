-- Words of one's own beside the cause, which is one of the tree: how it came about here.
alter table complaint add column cause_words text;
