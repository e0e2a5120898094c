package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Cloth;
import io.iclight.train.render.material.Finish;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Metal;
import io.iclight.train.render.material.Stone;
import io.iclight.train.render.material.Timber;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;

/** People, and statues of people: head and shoulders, as in a portrait. */
final class People {

    /** Where the head turns on the neck. */
    private static final Vec3 NAPE = new Vec3(0, -0.7, -0.25);

    private People() {}

    static Subject woman(Chance chance) {
        Proportions p = Proportions.woman(chance.fork("proportions"));
        Hair hair = new Hair(p, chance.fork("hair"));
        Rgb colour = Hair.colour(chance.fork("hair colour"));
        Material skin = Skin.woman(p, colour, chance.fork("skin"));
        return person(SubjectKind.WOMAN, p, skin, new Part(hair.woman(), hair.material(colour)), 0.10, chance);
    }

    static Subject man(Chance chance) {
        Proportions p = Proportions.man(chance.fork("proportions"));
        Hair hair = new Hair(p, chance.fork("hair"));
        Rgb colour = Hair.colour(chance.fork("hair colour"));
        Material skin = Skin.man(p, colour, chance.fork("skin"));
        return person(SubjectKind.MAN, p, skin, new Part(hair.man(), hair.material(colour)), 0.02, chance);
    }

    private static Subject person(
            SubjectKind kind, Proportions p, Material skin, Part hair, double fullness, Chance chance) {
        Chance look = chance.fork("look");
        Rotation turn = turn(look);
        Vec3 gaze = new Vec3(look.near(0, 0.2), look.near(0, 0.1), 1);
        Part eyes = Eyes.of(Head.eye(p), p.eyeSize(), gaze, chance.fork("eyes"));
        Torso torso = new Torso(p, chance.fork("torso"));
        Solid body = torso.body(fullness);
        Finish cloth = Cloth.of(chance.fork("cloth"));
        return new Subject(
                kind,
                "",
                ImmutableList.of(
                        turned(new Part(new Head(p).solid(), skin), turn),
                        turned(eyes, turn),
                        turned(hair, turn),
                        new Part(Union.of(0.15, torso.neck(), body), skin),
                        new Part(torso.clothes(body), cloth.material())),
                framing(chance.fork("framing")));
    }

    static Subject bust(Chance chance) {
        boolean female = chance.happens(0.5);
        Proportions p =
                female ? Proportions.woman(chance.fork("proportions")) : Proportions.man(chance.fork("proportions"));
        Hair hair = new Hair(p, chance.fork("hair"));
        Rotation turn = turn(chance.fork("look"));
        Torso torso = new Torso(p, chance.fork("torso"));
        Finish finish = finish(chance.fork("finish"));
        Solid head = Union.of(0.03, new Head(p).solid(), carved(p), female ? hair.woman() : hair.man());
        Solid nude = Union.of(0.15, torso.neck(), torso.body(female ? 0.1 : 0.02));
        Solid body = chance.fork("toga").happens(0.6) ? Union.of(0.02, nude, torso.toga(nude)) : nude;
        return new Subject(
                SubjectKind.BUST,
                finish.word(),
                ImmutableList.of(turned(new Part(head, finish.material()), turn), new Part(body, finish.material())),
                framing(chance.fork("framing")));
    }

    /** A sculptor's eyes: balls with drilled pupils. */
    private static Solid carved(Proportions p) {
        Vec3 centre = Head.eye(p);
        Solid pupil = new Ball(centre.plus(new Vec3(-0.01, 0, p.eyeSize() + 0.01)), 0.055);
        return new Ball(centre, p.eyeSize()).without(pupil, 0.02).mirrored();
    }

    private static Finish finish(Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> Metal.of(chance);
            case 1 -> Timber.of(chance);
            default -> Stone.of(chance);
        };
    }

    private static Rotation turn(Chance chance) {
        return Rotation.roll(chance.near(0, 9))
                .then(Rotation.pitch(chance.near(0, 9)))
                .then(Rotation.yaw(chance.near(0, 26)));
    }

    /** Turns a part of the head about the nape. */
    private static Part turned(Part part, Rotation turn) {
        return part.moved(turn, NAPE.minus(turn.apply(NAPE)));
    }

    private static Framing framing(Chance chance) {
        double height = chance.between(2.7, 4.2);
        return new Framing(new Vec3(0, 1.25 - 0.47 * height, 0), height, 38, 7);
    }
}
