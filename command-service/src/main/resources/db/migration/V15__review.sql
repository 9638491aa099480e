-- A document that waits for somebody else's approval stays until it is decided on, however long that takes. What was
-- decided lives with it: who, when, and the words for its author, which are in no event, for they may name somebody.
alter table sent_document
    add review       text check (review in ('in-review', 'declined', 'approved')),
    add review_since timestamptz,
    add reviewer     text,
    add review_words text,
    add check (review is null or review_since is not null),
    add check ((reviewer is not null) = coalesce(review in ('declined', 'approved'), false)),
    add check (reviewer <> actor),
    add check (review is null or (review = 'approved') = (applied is not null));
-- The number beside the place in the rail is asked at every page.
create index sent_document_review on sent_document (trust_center, review_since) where review is not null;

-- A change is answered with what was applied or with the change set that waits, so answers of before become the former.
update answered
set answer = convert_to('{"applied":' || convert_from(answer, 'UTF8') || ',"changeSet":null}', 'UTF8')
where convert_from(answer, 'UTF8')::jsonb ? 'leftOut';
