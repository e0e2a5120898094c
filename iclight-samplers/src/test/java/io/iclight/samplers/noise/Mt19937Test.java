package io.iclight.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Mt19937Test {

    /** ISO C++, [rand.predef]: "the 10000th consecutive invocation of a default-constructed object". */
    @Test
    void reproducesTheValueThatTheCppStandardRequires() {
        Mt19937 engine = new Mt19937(5489);
        for (int i = 1; i < 10_000; i++) {
            engine.next();
        }
        assertThat(Integer.toUnsignedLong(engine.next())).isEqualTo(4123659995L);
    }
}
