package org.trustledger.query.site;

import java.util.List;

/**
 * The overview: all that a trust center states.
 *
 * @param facts what there is, each as a link to its part
 * @param answers the ways to them
 * @param newest the newest changes
 * @param changes the ways to all changes, and to what they come to between two dates
 */
public record HomePage(
        Frame frame,
        Said lead,
        SearchPage.Form search,
        List<Link> facts,
        List<PillarShown> pillars,
        CategoriesShown answers,
        List<AgreementShown> agreements,
        List<ComingShown> coming,
        List<ChangesShown> newest,
        List<Link> changes,
        PackCard pack)
        implements Framed {

    public record PillarShown(String anchor, Said title, Said text) {}
}
