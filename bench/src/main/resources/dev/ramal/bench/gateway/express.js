'use strict';
// The work of the gateway as an Express application with the carrier's own SDK does it: the signature is
// checked, the callback published, and answered with 204 once the broker has acknowledged. One process for
// each processor. kafkajs sends what it is given at once; as the other candidates' producer does, this waits
// some milliseconds for others to share the way.
const cluster = require('node:cluster');
const express = require('express');
const twilio = require('twilio');
const { Kafka, logLevel } = require('kafkajs');

const [port, processes, broker, topic, host, linger] = process.argv.slice(2);

if (cluster.isPrimary) {
  for (let i = 0; i < Number(processes); i++) {
    cluster.fork();
  }
  cluster.on('exit', () => process.exit(1));
} else {
  serve();
}

async function serve() {
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.ERROR });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const publish = sharingTheWay(producer);
  const genuine = twilio.webhook({ validate: true, protocol: 'https', host }, process.env.RAMAL_BENCH_TOKEN);
  const app = express();
  app.disable('x-powered-by');
  app.post('/webhooks/twilio/:connection/call-status', express.urlencoded({ extended: false }), genuine,
    (request, response) =>
      publish({ key: request.query.call, value: JSON.stringify(request.body) }).then(
        () => response.status(204).end(),
        () => response.status(503).end()));
  app.listen(Number(port), 'localhost');
}

function sharingTheWay(producer) {
  let waiting = [];
  const send = () => {
    const taken = waiting;
    waiting = [];
    producer.send({ topic, acks: -1, messages: taken.map(each => each.message) }).then(
      () => taken.forEach(each => each.done()),
      failure => taken.forEach(each => each.failed(failure)));
  };
  return message =>
    new Promise((done, failed) => {
      if (waiting.push({ message, done, failed }) === 1) {
        setTimeout(send, Number(linger));
      }
    });
}
