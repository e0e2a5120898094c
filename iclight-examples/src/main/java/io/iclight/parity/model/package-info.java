/** Cases of the networks: names, weights, tokens, and what each computes. */
package io.iclight.parity.model;
