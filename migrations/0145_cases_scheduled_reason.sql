-- Why an answer that waits may leave although the guard of words refused it: said when it was written, used again when it leaves.
alter table case_scheduled add column guard_reason text;
