-- What the office may do at work, table by table: a new table needs its line here. Runs again whenever it changes.
do $$
begin
    -- Both under one role, as on a bench: an owner must not take from himself what he then cannot do.
    if current_user = '${runtime}' then
        return;
    end if;
    revoke all on all tables in schema "${flyway:defaultSchema}" from "${runtime}";
    -- History: added to and read, by everybody and for ever.
    grant select, insert on domain_event, public_fact, withheld_part to "${runtime}";
    -- A trust center whose first commit was empty leaves again, hence delete.
    grant select, insert, update, delete on ledger to "${runtime}";
    grant select, insert, update on relay_checkpoint, relay_topic to "${runtime}";
    grant select, insert, update, delete on relay_foreign to "${runtime}";
    -- Locking a row takes the right to update one column; this one can only ever be given its default.
    grant select, insert, delete, update (id) on outbox to "${runtime}";
    grant select, insert, update on pack to "${runtime}";
    grant select, insert on fact_line to "${runtime}";
    grant select, insert, update on fact_line_reach to "${runtime}";
    grant select, insert, delete on public_pack_request to "${runtime}";
    grant select, insert, update, delete on answered to "${runtime}";
    grant select, insert, update, delete on sent_document to "${runtime}";
    grant select, insert, update, delete on sent_sheet to "${runtime}";
    grant select, insert, update, delete on answer_draft to "${runtime}";
    grant select, insert, delete on planned_line to "${runtime}";
    grant select, insert, update, delete on answer_owner to "${runtime}";
    grant select, insert, update, delete on answer_care to "${runtime}";
    grant select, insert, update, delete on care_mail to "${runtime}";
    grant select, insert on care_mail_answer to "${runtime}";
    grant select, insert, update, delete on person_erased to "${runtime}";
    grant select, insert, delete on sign_up to "${runtime}";
    grant select, insert, update, delete on quiet_address to "${runtime}";
    grant select, insert, update, delete on subscriber, letter, letter_domain to "${runtime}";
    grant select, insert, update on notice_reach, delivery to "${runtime}";
    grant maintain on delivery, letter to "${runtime}";
    grant select, insert, update on notice to "${runtime}";
    grant select, insert on notice_text, notice_text_answer, notice_data to "${runtime}";
    -- Who never proved that an endpoint is theirs leaves again, hence delete.
    grant select, insert, update, delete on webhook to "${runtime}";
    grant select, insert, update on webhook_call, webhook_attempt to "${runtime}";
    grant select, insert, delete on webhook_trial to "${runtime}";
end $$;
