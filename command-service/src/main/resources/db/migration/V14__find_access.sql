-- Facts about access are the content without a valid time. Every automatic pack asks for them.
create index public_fact_access on public_fact (trust_center, position) where content and valid_from is null;
