package io.iclight.train.render.subject;

import io.iclight.train.render.space.Vec3;

/**
 * How a photographer would frame a subject.
 *
 * @param centre the point of the subject that belongs in the middle of the picture
 * @param height how much of the subject's height the picture shows
 * @param yaw the greatest turn to either side, in degrees
 * @param pitch the greatest nod either way, in degrees
 */
public record Framing(Vec3 centre, double height, double yaw, double pitch) {}
