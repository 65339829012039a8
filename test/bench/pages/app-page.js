import {connect} from 'contender';
import {measures} from './app-measures.js';

// Built by the benchmark: what to measure, and where to report. Reports go by HTTP, so that they need no contender.
const query = new URLSearchParams(location.search);
const report = (result) => fetch(`/report?id=${query.get('id')}`, {method: 'POST', body: JSON.stringify(result)});

async function run() {
  const {measure, ...counts} = JSON.parse(query.get('plan'));
  const connection = await connect(query.get('ehr'));
  await measures.idle(connection); // a first answer: now it is connected, whatever that means to the contender
  return measures[measure](connection, counts);
}

run().then((values) => report({values})); // what is thrown is reported by complaints.js
