/** Much used towards numbers of one beginning within a while: noticed, told, and blocked. */
package dev.ramal.billing.velocity;
