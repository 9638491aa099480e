-- They are counted at every scrape of the metrics, and are few among very many.
create index on webhook_call (given_up_at) where given_up_at is not null;
