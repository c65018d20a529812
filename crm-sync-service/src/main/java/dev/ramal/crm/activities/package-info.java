/** Takes finished calls in, and keeps them until their note stands in the CRM. */
package dev.ramal.crm.activities;
