/** Pure rating, without a service or a server. */
package dev.ramal.bench.rating;
