package io.iclight.train.caption;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.subject.Subject;
import io.iclight.train.render.subject.SubjectKind;
import java.util.List;

/** Words for subjects. */
final class SubjectWords {

    private SubjectWords() {}

    /** Words for a subject, with what it is made of where somebody would say so. */
    static String of(Subject subject, Chance chance) {
        String words = chance.pick(nouns(subject.kind()));
        boolean made = !subject.finish().isEmpty() && chance.happens(0.6);
        return made ? subject.finish() + " " + words : words;
    }

    /** The ways to call a kind of subject; the first is IC-Light's own where its demos have one. */
    static List<String> nouns(SubjectKind kind) {
        return switch (kind) {
            case WOMAN ->
                List.of(
                        "beautiful woman, detailed face",
                        "beautiful woman",
                        "woman, portrait",
                        "woman",
                        "beautiful girl");
            case MAN -> List.of("handsome man, detailed face", "handsome man", "man, portrait", "man", "handsome boy");
            case BUST -> List.of("statue, detailed face", "statue", "bust", "sculpture of a head");
            case DOG -> List.of("dog", "dog, fur");
            case CAT -> List.of("cat", "cat, fur");
            case TEDDY_BEAR -> List.of("toy, detailed face", "toy", "teddy bear", "toy bear");
            case ROBOT -> List.of("toy robot", "robot", "toy");
            case VASE -> List.of("vase");
            case BOTTLE -> List.of("bottle");
            case JUG -> List.of("jug", "pitcher");
            case GOBLET -> List.of("goblet", "cup");
            case FRUIT_BOWL -> List.of("bowl of fruit", "bowl, fruit");
            case APPLE -> List.of("apple", "fruit");
            case PEAR -> List.of("pear", "fruit");
            case PUMPKIN -> List.of("pumpkin");
            case ROCK -> List.of("rock", "boulder");
            case CRYSTAL -> List.of("crystal", "crystals");
            case SCULPTURE -> List.of("sculpture", "abstract sculpture");
            case DRAPERY -> List.of("cloth", "cloth in folds", "drapery");
            case CACTUS -> List.of("cactus", "plant");
            case MUSHROOM -> List.of("mushroom", "mushrooms");
        };
    }
}
