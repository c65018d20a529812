/** Monthly fees and what they include, and who has which. */
package dev.ramal.billing.plans;
