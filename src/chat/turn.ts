import type { Reply } from '../domain/message.js';
import { YiwenError } from '../lib/errors.js';
import { findReply } from '../storage/inbox.js';
import { ask, type Spoken } from './ask.js';
import { discarded } from './discard.js';
import type { Effect, Outcome } from './effect.js';
import type { Turn, TurnContext } from './flow.js';
import type { Plan, RecordPlan, Scene, Tools } from './plan.js';
import {
  askAgain,
  busyWith,
  empty,
  followedBy,
  left,
  nothingToLeave,
  precededBy,
  privateOnly,
  unreadable,
} from './replies.js';
import { type Booked, type Route, route } from './route.js';
import type { AnyFlow } from './service.js';
import type { Memory, OpenFlow } from './session.js';

/** Works out a turn: reads and slow work happen here, nothing is written. */
export async function planTurn(tools: Tools, scene: Scene): Promise<Plan> {
  const { flow } = scene.session.memory;
  const awaited = await awaiting(tools, scene);
  return follow(tools, scene, awaited ?? route(scene.message, tools.booked, flow));
}

/** The flow that waits for this message by what is on record; see `Flow.awaits`. */
async function awaiting(tools: Tools, scene: Scene): Promise<Route | undefined> {
  const { message, session, sender, now } = scene;
  if (session.memory.flow || session.memory.choices || message.group || message.text === '') return undefined;
  const records = { db: tools.store.read, sender, now, lastReply: () => replyBefore(tools, scene) };
  for (const booked of tools.booked) if (await booked.flow.awaits?.(message, records)) return { to: 'begin', booked };
  return undefined;
}

async function follow(tools: Tools, scene: Scene, way: Route): Promise<Plan> {
  switch (way.to) {
    case 'unreadable':
    case 'empty':
      return {
        status: 'say',
        reply: remind(tools, scene, way.to === 'empty' ? empty : unreadable(scene.message.kind)),
      };
    case 'private-only':
      return { status: 'say', reply: privateOnly };
    case 'nothing-to-leave':
      return { status: 'say', reply: nothingToLeave };
    case 'leave':
      return givenUp(
        ended(scene, way.booked, [], () => way.booked.flow.leave?.(way.open.state) ?? left(way.open.title)),
        discarded(tools, way.open),
      );
    case 'amidst':
      return amidst(tools, scene, way);
    case 'advance': {
      const context = await contextFor(tools, scene, way.booked.flow, way.open.state);
      const turn = way.booked.flow.advance(way.open.state, context);
      const plan = await settle(tools, scene, way.booked, turn);
      const ends = turn.status === 'abandoned' || turn.status === 'yielded';
      const whole = ends ? givenUp(plan, discarded(tools, way.open)) : plan;
      return withEmergency(whole, tools.emergency?.(scene.message.text));
    }
    case 'begin': {
      const context = await contextFor(tools, scene, way.booked.flow, undefined);
      const plan = await settle(tools, scene, way.booked, way.booked.flow.begin(context));
      return withEmergency(plan, tools.emergency?.(scene.message.text));
    }
    case 'question':
      return answerOnly(scene, await ask(tools, scene, scene.message.text, false));
  }
}

/** What was put by for a flow that ends before its time goes in the same turn. */
function givenUp(plan: Plan, effects: RecordPlan['effects']): Plan {
  return plan.status === 'record' ? { ...plan, effects: [...effects, ...plan.effects] } : plan;
}

/** Flows do not put what they hear to answering, so the line to call would go unsaid; an answer in between says it itself. */
function withEmergency(plan: Plan, urgent: string | undefined): Plan {
  if (!urgent || plan.status === 'say') return plan;
  return {
    ...plan,
    reply: (outcome) => {
      const reply = plan.reply(outcome);
      return reply.text.includes(urgent) ? reply : precededBy(urgent, reply);
    },
  };
}

async function contextFor(tools: Tools, scene: Scene, flow: AnyFlow, state: unknown): Promise<TurnContext<unknown>> {
  const { message, typed, sender, now, session } = scene;
  const lastReply = () => replyBefore(tools, scene);
  const loaded = await flow.load?.(message, state, { db: tools.store.read, sender, now, lastReply });
  const seal = flow.confidential ? await tools.seal() : refuseToSeal;
  const { answerId } = session.memory;
  return { message, typed, now, loaded, seal, ...(answerId ? { answerId } : {}) };
}

async function replyBefore({ store, localKey }: Tools, scene: Scene): Promise<Reply | undefined> {
  const { repliedTo } = scene.session.memory;
  const kept = repliedTo === undefined ? undefined : await findReply(store.read, repliedTo);
  const text = kept?.box ? localKey.decrypt(kept.box) : undefined;
  if (text === undefined) return undefined;
  const { notice: _, ...reply } = JSON.parse(text) as Reply;
  return reply;
}

function refuseToSeal(): never {
  throw new YiwenError(
    'chat.flow-not-confidential',
    '这个流程没有声明保密，不能封存内容',
    '请把该流程的 confidential 设为 true',
  );
}

async function settle(tools: Tools, scene: Scene, booked: Booked, turn: Turn<unknown>): Promise<Plan> {
  switch (turn.status) {
    case 'asking':
      return goingOn(scene, booked, turn.state, turn.effects ?? [], turn.reply);
    case 'complete':
      return ended(scene, booked, turn.effects, turn.reply);
    case 'abandoned':
      return ended(scene, booked, turn.effects ?? [], () => turn.reply);
    case 'unrelated':
      return interrupted(tools, scene, booked, turn);
    case 'yielded':
      return yielded(tools, scene, booked);
  }
}

/** As if the flow had not been open; what it kept goes with the same turn. */
async function yielded(tools: Tools, scene: Scene, { flow }: Booked): Promise<Plan> {
  const { flow: _, ...memory } = scene.session.memory;
  const plan = await planTurn(tools, { ...scene, session: { ...scene.session, memory } });
  if (plan.status === 'record') return { ...plan, erase: plan.erase || flow.confidential };
  const { reply } = plan;
  const effects: RecordPlan['effects'] = [];
  return record({ reply: () => reply, effects, memory: lasting(memory), ...aloud, erase: flow.confidential });
}

type Interruption = Extract<Turn<unknown>, { status: 'unrelated' }>;

/** A question in the middle of a flow: answered, and then the flow asks again. Another flow that is wanted takes over. */
async function interrupted(tools: Tools, scene: Scene, booked: Booked, turn: Interruption): Promise<Plan> {
  const { flow } = booked;
  const wanted = tools.booked.find((other) => other.flow !== flow && other.flow.wants(scene.message));
  if (wanted && turn.about === 'this') {
    if (!flow.confidential) return follow(tools, scene, { to: 'begin', booked: wanted });
    const reminder = precededBy(busyWith(flow.title), flow.prompt(turn.state));
    return goingOn(scene, booked, turn.state, [], reminder);
  }
  const text = turn.about === 'this' ? scene.message.text : tools.recent.get(scene.sender)?.text;
  if (text === undefined) return goingOn(scene, booked, turn.state, [], askAgain);
  const spoken = await ask(tools, scene, text, flow.confidential);
  // The flow goes on: another wording of the answer in between would only confuse.
  spoken.late?.abandon();
  const plan = goingOn(scene, booked, turn.state, [], followedBy(spoken.reply, flow.prompt(turn.state)));
  return { ...plan, effects: spoken.effects, memory: { ...plan.memory, ...spoken.memory } };
}

/** 转人工 inside a flow is answered, 帮助 is not: either way the flow then asks again. */
async function amidst(tools: Tools, scene: Scene, way: Extract<Route, { to: 'amidst' }>): Promise<Plan> {
  const { flow } = way.booked;
  const again = flow.prompt(way.open.state);
  if (way.other.flow.amidst === 'remind') {
    return goingOn(scene, way.booked, way.open.state, [], precededBy(busyWith(flow.title), again));
  }
  const { aside } = way.other.flow;
  if (aside) {
    const plan = goingOn(scene, way.booked, way.open.state, [], again);
    return { ...plan, reply: () => signed(way.other, followedBy(aside(), again)) };
  }
  const turn = way.other.flow.begin(await contextFor(tools, scene, way.other.flow, undefined));
  if (turn.status !== 'complete') return goingOn(scene, way.booked, way.open.state, [], again);
  const effects = turn.effects.map((effect) => ({ service: way.other.service, effect }));
  const plan = goingOn(scene, way.booked, way.open.state, [], again);
  return { ...plan, effects, reply: (outcome) => signed(way.other, followedBy(turn.reply(outcome), again)) };
}

function answerOnly(scene: Scene, spoken: Spoken): Plan {
  const memory = { ...lasting(scene.session.memory), ...spoken.memory };
  const { reply, effects, late } = spoken;
  return record({ reply: () => reply, effects, memory, ...aloud, erase: false, ...(late ? { late } : {}) });
}

function goingOn(scene: Scene, booked: Booked, state: unknown, effects: readonly Effect[], reply: Reply): RecordPlan {
  const { name, title, version, confidential, untraced, quiet, holds } = booked.flow;
  const marks = {
    confidential,
    ...(untraced ? { untraced } : {}),
    ...(quiet ? { quiet } : {}),
    ...(holds ? { holds } : {}),
  };
  const flow: OpenFlow = { name, title, version, ...marks, state };
  const takesFiles = booked.flow.takesFiles?.(state);
  return record({
    reply: () => signed(booked, takesFiles ? { ...reply, takesFiles } : reply),
    effects: effects.map((effect) => ({ service: booked.service, effect })),
    memory: { ...lasting(scene.session.memory), flow },
    confidential,
    untraced: untraced === true,
    passing: false,
    erase: false,
  });
}

function ended(
  scene: Scene,
  booked: Booked,
  effects: readonly Effect[],
  reply: (outcome: Outcome) => Reply,
): RecordPlan {
  const { confidential, untraced = false, passing = false } = booked.flow;
  const { flow: _, ...memory } = scene.session.memory;
  return record({
    reply: (outcome) => signed(booked, reply(outcome)),
    effects: effects.map((effect) => ({ service: booked.service, effect })),
    memory: untraced ? undefined : passing ? memory : lasting(memory),
    confidential,
    untraced,
    passing,
    erase: confidential,
  });
}

const aloud = { confidential: false, untraced: false, passing: false } as const;

const record = (plan: Omit<RecordPlan, 'status'>): RecordPlan => ({ status: 'record', ...plan });

function lasting({ topic, answerId }: Memory): Memory {
  return { ...(topic ? { topic } : {}), ...(answerId ? { answerId } : {}) };
}

/** A flow's own words carry its service's name; an answer inside it keeps that of the question service. */
function signed({ service, flow }: Booked, reply: Reply): Reply {
  const named = reply.service ? reply : { ...reply, service: service.name };
  return flow.confidential ? { ...named, confidential: true } : named;
}

/** What could not be read leaves an open flow where it is: its question is asked again. */
function remind(tools: Tools, scene: Scene, reply: Reply): Reply {
  const { flow: open } = scene.session.memory;
  const booked = open && tools.booked.find(({ flow }) => flow.name === open.name);
  return open && booked ? signed(booked, followedBy(reply, booked.flow.prompt(open.state))) : reply;
}
