-- What is wrong with a document is kept in every language now. Documents that were found wrong before are kept for a day
-- at most, and whoever sent one sends it again.
delete from sent_document where applied is null and trouble is not null;
