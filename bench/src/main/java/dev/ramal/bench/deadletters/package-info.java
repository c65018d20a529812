/** A million dead letters: until all are known, until some are tried and sent again. */
package dev.ramal.bench.deadletters;
