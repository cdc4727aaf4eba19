-- Whoever opens the product is asked whether an agreement is owed: found by the kind, and not by reading a hundred thousand articles through.
create index document_kind on document (kind, id desc) where state = 'in-force';
