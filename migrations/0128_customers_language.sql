-- The language a customer wishes to be spoken to in; null where nobody has asked.
alter table customer add column language text check (language in ('zh-CN', 'en'));
