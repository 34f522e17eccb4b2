// Who may ask for what in which stage, read from the contract so that the made-up API offers what the engine would.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const text = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../contract/operations.yaml'), 'utf8');
const words = (line, key) => new RegExp(`${key}: \\[([^\\]]*)\\]`).exec(line)?.[1].split(',').map((one) => one.trim()) ?? [];
const rules = text.split('\n').filter((line) => line.startsWith('- {code:')).map((line) => ({ code: /code: (\w+)/.exec(line)[1], roles: words(line, 'roles'), stages: words(line, 'stages') }));

export const mayDo = (c, roles) => rules.filter((rule) => rule.code !== 'rate' && rule.code !== 'pass_time' && rule.roles.some((role) => roles.includes(role)) && rule.stages.includes(c.stage)).map((rule) => rule.code);

const kinds = {
  assign_unit: 'unit_assigned', correct_matter: 'matter_corrected', correct_place: 'place_corrected', change_grade: 'grade_changed', accept: 'case_accepted', return: 'case_returned', dispute: 'dispute_raised', arbitrate: 'dispute_settled', add_unit: 'unit_added',
  finish_assist: 'assist_finished', contact: 'citizen_contacted', ask_citizen: 'citizen_asked', reply: 'citizen_replied', comment: 'comment_added', request_extension: 'extension_requested', decide_extension: 'extension_decided', suspend: 'case_suspended',
  resume: 'case_resumed', resolve: 'case_resolved', review: 'case_reviewed', call_back: 'citizen_called_back', reopen: 'case_reopened', answer_at_once: 'case_answered', refuse: 'case_refused', merge: 'case_merged', split: 'report_split_off', remind: 'case_reminded',
  supervise: 'case_supervised', escalate: 'case_escalated', hand_down: 'case_handed_down', transfer_partner: 'partner_transfer', attach: 'attachment_added', rate: 'citizen_rated',
};
export const eventOf = (operation) => kinds[operation] ?? 'comment_added';
