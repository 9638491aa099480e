package org.trustledger.pdf.typesetting;

import java.util.List;
import org.trustledger.events.Answer;
import org.trustledger.pdf.views.Stated;

/** The answers of one category, in the order of the page. */
public record AnswerGroup(String category, Passage label, List<Stated<Answer>> answers) {}
