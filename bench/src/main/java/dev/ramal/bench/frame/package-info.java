/** What every benchmark is told and tells: options, progress, figures. */
package dev.ramal.bench.frame;
