package io.iclight.train.render.subject;

import io.iclight.train.render.noise.Chance;
import java.util.List;

/** Makes subjects of every kind. */
public final class Subjects {

    /** How often each kind is drawn, beside the others: people most, because people are what users photograph. */
    private record Share(SubjectKind kind, int weight) {}

    private static final List<Share> SHARES = List.of(
            new Share(SubjectKind.WOMAN, 24),
            new Share(SubjectKind.MAN, 17),
            new Share(SubjectKind.BUST, 10),
            new Share(SubjectKind.DOG, 4),
            new Share(SubjectKind.CAT, 4),
            new Share(SubjectKind.TEDDY_BEAR, 3),
            new Share(SubjectKind.ROBOT, 3),
            new Share(SubjectKind.VASE, 5),
            new Share(SubjectKind.BOTTLE, 2),
            new Share(SubjectKind.JUG, 3),
            new Share(SubjectKind.GOBLET, 2),
            new Share(SubjectKind.FRUIT_BOWL, 3),
            new Share(SubjectKind.APPLE, 2),
            new Share(SubjectKind.PEAR, 2),
            new Share(SubjectKind.PUMPKIN, 2),
            new Share(SubjectKind.ROCK, 2),
            new Share(SubjectKind.CRYSTAL, 2),
            new Share(SubjectKind.SCULPTURE, 5),
            new Share(SubjectKind.DRAPERY, 2),
            new Share(SubjectKind.CACTUS, 2),
            new Share(SubjectKind.MUSHROOM, 2));

    private Subjects() {}

    /**
     * Makes a subject of any kind.
     *
     * @param chance what decides
     * @return the subject
     */
    public static Subject any(Chance chance) {
        int total = SHARES.stream().mapToInt(Share::weight).sum();
        int drawn = chance.fork("kind").below(total);
        for (Share share : SHARES) {
            drawn -= share.weight;
            if (drawn < 0) {
                return of(share.kind, chance);
            }
        }
        throw new IllegalStateException("shares that add up to " + total + " left " + drawn);
    }

    /**
     * Makes a subject of one kind.
     *
     * @param kind which
     * @param chance what decides the rest
     * @return the subject
     */
    public static Subject of(SubjectKind kind, Chance chance) {
        Chance own = chance.fork("subject");
        return switch (kind) {
            case WOMAN -> People.woman(own);
            case MAN -> People.man(own);
            case BUST -> People.bust(own);
            case DOG -> Animals.dog(own);
            case CAT -> Animals.cat(own);
            case TEDDY_BEAR -> Toys.teddyBear(own);
            case ROBOT -> Toys.robot(own);
            case VASE -> Vessels.vase(own);
            case BOTTLE -> Vessels.bottle(own);
            case JUG -> Vessels.jug(own);
            case GOBLET -> Vessels.goblet(own);
            case FRUIT_BOWL -> Fruit.bowl(own);
            case APPLE -> Fruit.apple(own);
            case PEAR -> Fruit.pear(own);
            case PUMPKIN -> Fruit.pumpkin(own);
            case ROCK -> Rocks.rock(own);
            case CRYSTAL -> Rocks.crystal(own);
            case SCULPTURE -> Sculptures.of(own);
            case DRAPERY -> Draperies.of(own);
            case CACTUS -> Plants.cactus(own);
            case MUSHROOM -> Plants.mushroom(own);
        };
    }
}
