/** What carriers tell by callbacks: receipts and messages of contacts. */
package dev.ramal.messaging.facts;
