package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;

/**
 * A thing to light, about two units high.
 *
 * @param kind what it is
 * @param finish the word for what it is made of, or the empty string where nobody would say
 * @param parts its pieces, at least one
 * @param framing how to frame it
 */
public record Subject(SubjectKind kind, String finish, ImmutableList<Part> parts, Framing framing) {}
