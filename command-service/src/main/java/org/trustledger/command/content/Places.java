package org.trustledger.command.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;

/** The places of items in their list: numbers with gaps, so that an item put between two others moves neither. */
final class Places {
    /** Between the numbers of neighbours in a list that is new. */
    static final long GAP = 1_000;

    private static final long NONE = -1;

    private Places() {}

    /**
     * A place for each item of a list, ascending, that leaves as many as possible where they are.
     *
     * @param items ids in the order they are wanted in
     * @param known the places of those that have one; others in it do not matter
     * @param others the highest place of what else stands in the list, so that what comes last comes after it
     */
    static Map<String, Long> of(List<String> items, Map<String, Long> known, long others) {
        var numbers = new long[items.size()];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = known.getOrDefault(items.get(i), NONE);
        }
        var kept = keeping(numbers, items);
        var places = new HashMap<String, Long>();
        var last = 0L;
        for (var i = 0; i < items.size(); ) {
            if (kept[i]) {
                last = numbers[i];
                places.put(items.get(i), last);
                i++;
                continue;
            }
            var end = i;
            while (end < items.size() && !kept[end]) {
                end++;
            }
            var count = end - i;
            if (end == items.size()) {
                last = Math.max(last, others);
            }
            var step = end == items.size() ? GAP : (numbers[end] - last) / (count + 1);
            if (step <= 0) {
                return inNewGaps(items);
            }
            for (; i < end; i++) {
                last += step;
                places.put(items.get(i), last);
            }
        }
        return places;
    }

    private static Map<String, Long> inNewGaps(List<String> items) {
        var places = new HashMap<String, Long>();
        items.forEach(item -> places.put(item, GAP * (places.size() + 1)));
        return places;
    }

    /** Marks a longest increasing subsequence of the numbers that are there; where two are the same the id decides. */
    private static boolean[] keeping(long[] numbers, List<String> items) {
        var ends = new ArrayList<Integer>();
        var before = new int[numbers.length];
        Arrays.fill(before, -1);
        for (var i = 0; i < numbers.length; i++) {
            if (numbers[i] == NONE) {
                continue;
            }
            var low = 0;
            var high = ends.size();
            while (low < high) {
                var middle = (low + high) >>> 1;
                if (isBefore(ends.get(middle), i, numbers, items)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : ends.get(low - 1);
            if (low == ends.size()) {
                ends.add(i);
            } else {
                ends.set(low, i);
            }
        }
        var kept = new boolean[numbers.length];
        for (var i = ends.isEmpty() ? -1 : ends.getLast(); i >= 0; i = before[i]) {
            kept[i] = true;
        }
        return kept;
    }

    private static boolean isBefore(int one, int other, long[] numbers, List<String> items) {
        return numbers[one] < numbers[other]
                || (numbers[one] == numbers[other] && items.get(one).compareTo(items.get(other)) < 0);
    }

    /** The place of a content in its list; 0 for the profile, which stands in none. */
    static long of(Content content) {
        return switch (content) {
            case Profile profile -> 0;
            case Pillar pillar -> pillar.order();
            case Category category -> category.order();
            case Tag tag -> tag.order();
            case Answer answer -> answer.order();
            case AgreementRevision revision -> revision.order();
            case Subprocessor subprocessor -> subprocessor.order();
            case DataCenter dataCenter -> dataCenter.order();
        };
    }

    /** The same content at another place. */
    static Content at(long order, Content content) {
        return switch (content) {
            case Profile profile -> profile;
            case Pillar(long old, var title, var text) -> new Pillar(order, title, text);
            case Category(long old, var label) -> new Category(order, label);
            case Tag(long old, var label, var kind, var legalReference) -> new Tag(order, label, kind, legalReference);
            case Answer(long old, var category, var tags, var question, var text, var withheld, var evidence) ->
                new Answer(order, category, tags, question, text, withheld, evidence);
            case AgreementRevision(long old, var title, var trigger, var source, var clauses, var reasons) ->
                new AgreementRevision(order, title, trigger, source, clauses, reasons);
            case Subprocessor s ->
                new Subprocessor(
                        order,
                        s.legalName(),
                        s.address(),
                        s.registrationNumber(),
                        s.lei(),
                        s.contact(),
                        s.processing(),
                        s.services(),
                        s.dataCategories(),
                        s.storageCountries(),
                        s.processingCountries(),
                        s.transferMechanism(),
                        s.agreementInPlace(),
                        s.parent(),
                        s.condition());
            case DataCenter d ->
                new DataCenter(
                        order,
                        d.name(),
                        d.operator(),
                        d.location(),
                        d.country(),
                        d.purpose(),
                        d.services(),
                        d.certifications());
        };
    }
}
