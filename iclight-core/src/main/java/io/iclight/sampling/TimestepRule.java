package io.iclight.sampling;

import com.google.common.collect.ImmutableMap;
import io.iclight.samplers.schedule.TimestepSpacing;

/**
 * Timesteps that one of diffusers' spacings picks.
 *
 * @param kind the spacing
 * @param offset added to leading timesteps
 */
record TimestepRule(Kind kind, int offset) implements LevelRule {

    static final String OFFSET = "offset";
    static final int DEFAULT_OFFSET = 1;

    /** diffusers' {@code timestep_spacing}, in the form that visits timestep 0 and in the one that solvers have. */
    enum Kind {
        LEADING("leading") {
            @Override
            TimestepSpacing whole(int offset) {
                return TimestepSpacing.leading(offset);
            }

            @Override
            TimestepSpacing withoutZero(int offset) {
                return TimestepSpacing.leadingWithoutZero(offset);
            }
        },
        LINSPACE("linspace") {
            @Override
            TimestepSpacing whole(int offset) {
                return TimestepSpacing.linspaceWhole();
            }

            @Override
            TimestepSpacing withoutZero(int offset) {
                return TimestepSpacing.linspaceWithoutZero();
            }

            @Override
            TimestepSpacing fractional(int offset) {
                return TimestepSpacing.linspace();
            }
        },
        TRAILING("trailing") {
            @Override
            TimestepSpacing whole(int offset) {
                return TimestepSpacing.trailing();
            }

            @Override
            TimestepSpacing withoutZero(int offset) {
                return TimestepSpacing.trailing();
            }
        };

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        abstract TimestepSpacing whole(int offset);

        abstract TimestepSpacing withoutZero(int offset);

        TimestepSpacing fractional(int offset) {
            return whole(offset);
        }
    }

    @Override
    public NamedOptions options() {
        boolean changed = kind == Kind.LEADING && offset != DEFAULT_OFFSET;
        return new NamedOptions(kind.label(), changed ? ImmutableMap.of(OFFSET, offset) : ImmutableMap.of());
    }
}
