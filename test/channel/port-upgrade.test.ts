import {expect} from '@open-wc/testing';
import {Turns} from '../../components/transport/turns.js';
import {PortUpgrade, SWITCH} from '../../components/transport/port-upgrade.js';
import {Clock, settleMicrotasks} from '../support/clock.js';

const word = `${SWITCH}#one`;

describe('PortUpgrade', () => {
  const open = (): {ehr: PortUpgrade; app: PortUpgrade; said: string[]; heard: unknown[]; posted: unknown[]} => {
    const {port1, port2} = new MessageChannel();
    const said: string[] = [];
    const heard: unknown[] = [];
    const posted: unknown[] = [];
    const side = (name: string) => ({
      name: 'one',
      origin: 'https://app.example.org',
      turns: new Turns(),
      post: (message: unknown) => (message === word ? said.push(name) : posted.push([name, message])),
      receive: ({data}: {data: unknown}) => heard.push([name, data]),
    });
    return {
      ehr: PortUpgrade.offer(port1, side('ehr')),
      app: PortUpgrade.accept(port2, side('app')),
      said,
      heard,
      posted,
    };
  };

  it('is entered in three steps, the app last', () => {
    const {ehr, app, said} = open();
    expect([said, ehr.sending, app.sending]).to.deep.equal([['app'], false, false]);
    ehr.handleSwitch(word);
    expect([said, ehr.sending, ehr.receiving, app.sending]).to.deep.equal([['app', 'ehr'], true, false, false]);
    app.handleSwitch(word);
    expect([said, app.sending, app.receiving]).to.deep.equal([['app', 'ehr', 'app'], true, true]);
    ehr.handleSwitch(word);
    expect([said.length, ehr.receiving]).to.deep.equal([3, true]);
    ehr.close();
  });

  it('is not read by the EHR before the app has said for the second time that it writes there', async () => {
    const {ehr, app, heard} = open();
    ehr.handleSwitch(word);
    app.handleSwitch(word);
    app.send({early: true});
    await settleMicrotasks();
    await settleMicrotasks();
    expect(heard).to.deep.equal([]);
    ehr.handleSwitch(word);
    await settleMicrotasks();
    await settleMicrotasks();
    expect(heard).to.deep.equal([['ehr', {early: true}]]);
    ehr.close();
  });

  it('lets what it kept back go to the window when the port has ended meanwhile', async () => {
    const {ehr, app, heard, posted} = open();
    ehr.handleSwitch(word);
    app.handleSwitch(word);
    ehr.handleSwitch(word);
    ehr.hold(true);
    ehr.send({kept: true});
    app.close();
    await settleMicrotasks();
    await settleMicrotasks();
    expect([ehr.closed, heard, posted]).to.deep.equal([true, [], []]);
    ehr.hold(false);
    expect(posted).to.deep.equal([['ehr', {kept: true}]]);
  });

  it('is closed when the app has not taken it in ten seconds', async () => {
    const clock = new Clock();
    try {
      const {ehr} = open();
      await clock.advance(9999);
      expect(ehr.closed).to.equal(false);
      await clock.advance(1);
      expect([ehr.closed, ehr.sending]).to.deep.equal([true, false]);
      ehr.handleSwitch(word);
      expect(ehr.sending).to.equal(false);
    } finally {
      clock.restore();
    }
  });

  it('is done without when the app has not gone over in ten seconds, and loses nothing that the app writes', async () => {
    const clock = new Clock();
    const {ehr, app, heard} = open();
    try {
      ehr.handleSwitch(word);
      await clock.advance(10_000);
      expect([ehr.closed, ehr.sending]).to.deep.equal([false, false]);
    } finally {
      clock.restore();
    }
    app.handleSwitch(word);
    app.send({late: true});
    ehr.handleSwitch(word);
    for (let turn = 0; turn < 6; turn++) await settleMicrotasks();
    expect([heard, ehr.closed, app.closed]).to.deep.equal([[['ehr', {late: true}]], true, true]);
  });

  it('keeps back what is held when another document speaks, until it is told where to', () => {
    const {ehr, app, posted} = open();
    ehr.handleSwitch(word);
    app.handleSwitch(word);
    ehr.handleSwitch(word);
    ehr.hold(true);
    ehr.send({before: true});
    ehr.downgrade();
    expect(ehr.sending).to.equal(true);
    ehr.send({after: true});
    expect(posted).to.deep.equal([]);
    ehr.hold(false);
    expect(ehr.sending).to.equal(false);
    expect(posted).to.deep.equal([
      ['ehr', {before: true}],
      ['ehr', {after: true}],
    ]);
    ehr.close();
  });

  it('stays open, without a timer, once the app has gone over', async () => {
    const clock = new Clock();
    try {
      const {ehr} = open();
      ehr.handleSwitch(word);
      ehr.handleSwitch(word);
      expect(clock.delays).to.deep.equal([]);
      ehr.close();
    } finally {
      clock.restore();
    }
  });

  it('brings both sides back to the window when one of them closes it', async () => {
    const {ehr, app} = open();
    ehr.handleSwitch(word);
    app.handleSwitch(word);
    ehr.handleSwitch(word);
    ehr.close();
    await settleMicrotasks();
    await settleMicrotasks();
    expect([ehr.sending, app.sending, app.closed]).to.deep.equal([false, false, true]);
    expect(SWITCH).to.equal('urn:smart-web-messaging-elements:message-port');
  });
});
