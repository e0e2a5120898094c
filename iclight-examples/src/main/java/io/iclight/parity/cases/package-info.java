/** A case, what runs it, and what came out. */
package io.iclight.parity.cases;
