-- A change may be kept until a day of its own: approved, or needing nobody's approval, and recorded when its embargo ends.
-- What could not be recorded then as it was planned stays, overtaken, until somebody takes it up. The embargo of a document
-- that was applied is the one that was waited for.
alter table sent_document
    add embargo timestamptz,
    drop constraint sent_document_review_check,
    drop constraint sent_document_check2,
    add constraint sent_document_review_check
        check (review in ('in-review', 'embargoed', 'overtaken', 'declined', 'approved')),
    add constraint sent_document_reviewer_check
        check (case when review in ('declined', 'approved') then reviewer is not null
                    when review in ('embargoed', 'overtaken') then true
                    else reviewer is null end),
    add constraint sent_document_embargo_check
        check (coalesce(review not in ('embargoed', 'overtaken'), true) or embargo is not null);
-- Asked for every other second.
create index sent_document_embargo on sent_document (embargo) where review = 'embargoed';

-- What was applied is answered like what was sent, with one of the two, and a change set tells its embargo.
update answered
set answer = convert_to('{"applied":' || convert_from(answer, 'UTF8') || ',"changeSet":null}', 'UTF8')
where convert_from(answer, 'UTF8')::jsonb ? 'leftOut';
update answered
set answer = convert_to(jsonb_set(convert_from(answer, 'UTF8')::jsonb, '{changeSet,embargo}', 'null')::text, 'UTF8')
where jsonb_typeof(convert_from(answer, 'UTF8')::jsonb -> 'changeSet') = 'object';
update answered
set answer = convert_to((convert_from(answer, 'UTF8')::jsonb || '{"embargo":null}')::text, 'UTF8')
where convert_from(answer, 'UTF8')::jsonb ?& array['author', 'since'];
