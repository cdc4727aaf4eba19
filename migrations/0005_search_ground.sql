-- One full-text index for everything findable. A record's entry bears the record's id, so the newest months can be read first.
-- home: the record that says who may see this one, where that is another: a message's case.
-- at: when it happened, for the bounds of a search. length: how many tokens the text had.
-- words: its tokens with their places, each behind the mark of its kind (src/modules/search/words.ts), so that one kind's common word
-- costs no other kind anything. What was said has the weight D; numbers and codes that are typed have A and count as no words.
create table search_entry (
  id uuid primary key, kind text not null, home uuid, at timestamptz not null, length int not null, words tsvector not null
) partition by range (id);
-- No pending list: a search would read all of it, and whoever fills it waits for the flush.
create index search_entry_words on search_entry using gin (words) with (fastupdate = off);
-- Everything of a few records, for who sees only few.
create index search_entry_home on search_entry (home, id desc) where home is not null;
select ensure_months('search_entry');

-- In how many entries each word was said, with its kind's mark. Updated in place: no index but the key, and room on the page for the next version.
create table search_word (word text collate "C" primary key, entries int not null) with (fillfactor = 60);
-- How many entries a kind has, and how many tokens they had together.
create table search_kind (kind text primary key, entries bigint not null, length bigint not null);
