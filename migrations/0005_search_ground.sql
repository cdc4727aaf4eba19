-- One full-text index for everything findable. A record's entry bears the record's id, so the newest months can be read first.
-- words: its distinct tokens, each behind the mark of its kind (src/modules/search/words.ts), so that one kind's common word costs no other kind anything.
-- length: how many tokens the text had, for an order by relevance.
create table search_entry (
  id uuid primary key, kind text not null, length int not null, words tsvector not null
) partition by range (id);
-- No pending list: a search would read all of it, and whoever fills it waits for the flush.
create index search_entry_words on search_entry using gin (words) with (fastupdate = off);
select ensure_months('search_entry');
