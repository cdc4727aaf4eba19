-- What rules say of a customer, as it is now.
create view customer_now as select id, type, title, region, industry, size, created_at, deleted_at, erased_at from customer where deleted_at is null;
