/** Records in, results out: how fast one service turns the ones into the others. */
package dev.ramal.bench.flow;
