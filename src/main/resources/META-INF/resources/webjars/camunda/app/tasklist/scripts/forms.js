// The forms under bpmn/*/forms inside the Tasklist, and on our own page for a phone (/tasks). A form's HTML says what it has; this module shows the case, keeps what is
// written with every change (so a dead battery loses nothing), sends photos, and lets the Tasklist complete the task only
// after everything is kept. The server checks all of it again.
const ownPage = document.querySelector('[data-task-form]');
const english = (ownPage ? document.documentElement.lang : navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('en');
const language = english ? 'en' : 'zh';
const KEEP_AFTER = 600;
const TRY_AGAIN_AFTER = 5000;
const PREVENTED = 'camForm submission prevented'; // for this message the Tasklist shows no error of its own

const words = {
  zh: {
    subject: '对象', address: '地址', code: '编号', due: '期限', inspectors: '检查人员', checkType: '检查方式',
    yes: '是', no: '否', na: '不涉及', violation: '违法', category: '违法种类', choose: '请选择', description: '违法情况',
    photos: '照片', addPhoto: '拍照或选择照片', remove: '删除', add: '新增违法', of: '对应检查项目',
    kept: '已保存', keeping: '正在保存…', notKept: '没有保存成功，正在重试。请勿关闭页面。', sending: '正在上传…', sent: '照片已上传',
    tooBig: '照片没有上传成功', unanswered: '还有检查项目没有回答。', required: '请填写', noFindings: '未发现违法。', signed: '已签字', unsigned: '尚未签字',
    gone: '任务已办结、已撤销或由他人办理。', signedOut: '登录已过期，请重新登录后再办理。', rectified: '整改', rechecked: '复查', overdue: '整改逾期', 'recheck-overdue': '复查逾期', recheckDue: '复查期限', passed: '合格', failed: '不合格', claim: '请先认领这项任务，再填写。',
    handledNone: '还没有办理记录。', solvedYes: '已解决', solvedNo: '没有解决', sentBack: '上报人不认可', returned: '退回', movedOn: '逾期上交',
    note: '备注', checklist: '检查项目', noCategory: '请选择违法种类。', noDescription: '请写明违法情况。', noPhoto: '请上传照片。', wereSent: '项已提交', reason: '依据',
    noPairPhoto: '这一项要求整改前后的照片，请上传照片。',
    pair: '整改前后对比', before: '整改前', after: '整改后', noBefore: '检查时没有拍照', reuse: '照片曾用于别处', reuseExact: '与别处的照片完全相同：', reuseAlike: '与别处的照片几乎相同：', reuseOwn: '本案中提交过不止一次', reuseElsewhere: '您无权查看的一个案件', theCase: '案件',
    department: '部门', departments: '参加部门', shared: '共同记录', visitOn: '上门日期', place: '会合时间和地点', contact: '现场联系人', amended: '补正', merged: '合并的到期检查', conclusion: '检查结论', problem: '问题', objection: '提出的异议', addProblem: '新增问题',
    conclusions: { pass: '合格', conditional: '责令改正', fail: '不合格' },
    subjectClosed: '登记中已注销。', noReasons: '由人员立案。', joinedLater: '办理期间并入', seeWhy: '查看依据', noMatches: '没有可以显示的政策。', tooOld: '数据过旧，暂不下结论。', fits: '符合', fitsNot: '还不符合', cannotTell: '无法判断', metYes: '满足', metNo: '不满足', metUnknown: '未知', wanted: '要求', nowIs: '现为', notKnown: '没有数据',
    outcomes: { solved: '解决了问题', helped: '提供了帮助', fine: '没有问题', applied: '申报了扶持政策', handed: '转交其他部门', nobody: '没有见到人', gone: '已经注销或者迁出', settled: '处置完毕', reinforce: '请求增援', police: '请求移交派出所', on: '还在处置' },
    applied: '申请内容', version: '第', versions: '版', said: '各部门', states: { waiting: '待决定', silent: '到期未决定', agree: '同意', refuse: '不同意', left: '没有决定' }, toMend: '要补正', conditions: '条件',
    replied: '针对', replyWords: { appeal: '申诉理由', repair: '整改情况' }, files: '证据', stays: '维持', voided: '作废', correct: '更正为', countsNoMore: '已经作废或者更正', noFacts: '没有可以选择的事实。',
    caseNumber: '案件', matter: '事项', opened: '立案', closed: '结案', happened: '办理过程', holds: '成立', doesNotHold: '不成立',
  },
  en: {
    subject: 'Subject', address: 'Address', code: 'Code', due: 'Due', inspectors: 'Inspectors', checkType: 'Kind of check',
    yes: 'Yes', no: 'No', na: 'Not applicable', violation: 'Violation', category: 'Kind of violation', choose: 'Choose', description: 'Description',
    photos: 'Photos', addPhoto: 'Take or choose photos', remove: 'Remove', add: 'Add a violation', of: 'Item of the checklist',
    kept: 'Saved', keeping: 'Saving…', notKept: 'Could not be saved; trying again. Please leave the page open.', sending: 'Sending…', sent: 'Photo sent',
    tooBig: 'The photo was not sent', unanswered: 'Some items are not answered yet.', required: 'Please fill in', noFindings: 'No violation was found.', signed: 'signed', unsigned: 'not signed yet',
    gone: 'The task is done, withdrawn or somebody else’s.', signedOut: 'Your session has ended; please sign in again.', rectified: 'Rectified', rechecked: 'Re-checked', overdue: 'Rectification overdue', 'recheck-overdue': 'Re-check overdue', recheckDue: 'Re-check due', passed: 'passed', failed: 'not passed', claim: 'Claim the task first, then fill it in.',
    handledNone: 'Nothing has been written yet.', solvedYes: 'solved', solvedNo: 'not solved', sentBack: 'The reporter is not content', returned: 'Returned', movedOn: 'Moved on overdue',
    note: 'Note', checklist: 'Checklist', noCategory: 'Please choose the kind of violation.', noDescription: 'Please describe the violation.', noPhoto: 'Please send a photo.', wereSent: 'sent', reason: 'Reasons',
    noPairPhoto: 'this item asks for photos from before and after; please send one.',
    pair: 'Before and after', before: 'Before', after: 'After', noBefore: 'No photo was taken at the check', reuse: 'Photos that were used elsewhere', reuseExact: 'The same file as elsewhere:', reuseAlike: 'Looks the same as elsewhere:', reuseOwn: 'sent more than once in this case', reuseElsewhere: 'a case that you may not see', theCase: 'case',
    department: 'Department', departments: 'Departments', shared: 'Shared record', visitOn: 'Day of the visit', place: 'Hour and meeting place', contact: 'Contact', amended: 'Correction', merged: 'Due checks merged into this visit', conclusion: 'Conclusion', problem: 'Problem', objection: 'What was objected to', addProblem: 'Add a problem',
    conclusions: { pass: 'Passed', conditional: 'To be put right', fail: 'Failed' },
    subjectClosed: 'Closed in the register.', noReasons: 'Opened by a person.', joinedLater: 'joined meanwhile', seeWhy: 'See why', noMatches: 'There is no programme to show.', tooOld: 'The data are too old to say.', fits: 'fits', fitsNot: 'not yet', cannotTell: 'cannot be told', metYes: 'met', metNo: 'not met', metUnknown: 'unknown', wanted: 'wanted', nowIs: 'now', notKnown: 'no data',
    outcomes: { solved: 'a problem was solved', helped: 'help was given', fine: 'there was no problem', applied: 'a programme was applied for', handed: 'handed on to another department', nobody: 'nobody was there', gone: 'it had closed or moved away', settled: 'it is settled', reinforce: 'asked for reinforcement', police: 'asked for the police', on: 'still at it' },
    applied: 'Application', version: 'version', versions: '', said: 'Departments', states: { waiting: 'to be decided', silent: 'not decided in time', agree: 'agreed', refuse: 'refused', left: 'left undecided' }, toMend: 'To be mended', conditions: 'Conditions',
    replied: 'About', replyWords: { appeal: 'Reasons', repair: 'What was done' }, files: 'Evidence', stays: 'It stays', voided: 'It is void', correct: 'It is corrected to', countsNoMore: 'voided or corrected already', noFacts: 'There is no fact to choose.',
    caseNumber: 'Case', matter: 'Matter', opened: 'Opened', closed: 'Closed', happened: 'What happened', holds: 'it holds', doesNotHold: 'it does not hold',
  },
}[language];

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = new URL('../styles/forms.css', import.meta.url).href;
document.head.append(style);

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.filter((each) => each !== null && each !== undefined));
  return element;
}

const fill = (element, ...children) => element.replaceChildren(...children.filter((each) => each !== null && each !== undefined));

let lastId = 0;
const nextId = () => `gw-${++lastId}`;

async function ask(path, options = {}) {
  const answer = await fetch(path, { credentials: 'same-origin', redirect: 'manual', ...options, headers: { Accept: 'application/json', 'Accept-Language': english ? 'en' : 'zh-CN', ...options.headers } })
    .catch((failure) => { throw Object.assign(new Error(words.notKept), { offline: true, failure }); });
  if (answer.type === 'opaqueredirect') {
    throw Object.assign(new Error(words.signedOut), { status: 401 }); // to the page where one signs in
  }
  if (answer.ok) {
    return answer.status === 204 ? null : answer.json();
  }
  const problem = answer.status === 401 ? { detail: words.signedOut } : await answer.json().catch(() => ({}));
  throw Object.assign(new Error(problem.detail ?? problem.title ?? words.gone), { status: answer.status });
}

class TaskForm {
  constructor(camForm, element) {
    this.camForm = camForm;
    this.element = element;
    this.path = `/cases/tasks/${encodeURIComponent(camForm.taskId)}`;
    this.content = {};
    this.dirty = false;
    this.keeping = Promise.resolve();
  }

  async open() {
    this.element.classList.add('gw-form');
    for (const each of this.element.querySelectorAll('[data-zh]')) {
      each.textContent = english ? each.dataset.en : each.dataset.zh;
    }
    this.alert = make('div', { class: 'alert alert-danger', role: 'alert', hidden: true });
    this.state = make('div', { class: 'gw-state', role: 'status', 'aria-live': 'polite' });
    this.element.prepend(this.alert);
    this.element.append(this.state);
    const send = this.camForm.submitVariables.bind(this.camForm);
    this.camForm.submitVariables = (done) => this.complete(send, done);
    try {
      this.given = await ask(this.path);
    } catch (failure) {
      this.refuse(failure.message);
      return;
    }
    this.content = this.given.content ?? {};
    this.show();
    this.element.dataset.ready = 'true';
  }

  show() {
    const parts = { case: 'showCase', checklist: 'showChecklist', findings: 'showFindings', record: 'showRecord', rectification: 'showRectification', signatures: 'showSignatures', review: 'showReview', shared: 'showShared', merged: 'showMerged', objection: 'showObjection', reports: 'showReports', handled: 'showHandled', original: 'showOriginal', spotchecked: 'showSpotChecked', reasons: 'showReasons', matches: 'showMatches', application: 'showApplication', reply: 'showReply', verdicts: 'showVerdicts' };
    if (this.given.read) {
      this.content.read = this.given.read; // what is on the screen now is what is signed
    }
    for (const each of this.element.querySelectorAll('[data-part]')) {
      this[parts[each.dataset.part]](each);
    }
    for (const each of this.element.querySelectorAll('[data-photos]')) {
      this.showPhotos(each, this.content, each.dataset.photos);
    }
    for (const each of this.element.querySelectorAll('[data-choices]')) {
      each.append(make('option', { value: '' }, words.choose), ...(this.given.choices?.[each.dataset.choices] ?? []).map((one) => make('option', { value: one.id }, one.title[language] || one.title.zh)));
    }
    for (const each of this.element.querySelectorAll('[data-field]')) {
      this.bind(each);
    }
    this.unfold();
  }

  // What is only asked with one answer of another field: data-when="outcome=handed".
  unfold() {
    for (const each of this.element.querySelectorAll('[data-when]')) {
      const [name, value] = each.dataset.when.split('=');
      each.hidden = String(this.content[name] ?? '') !== value;
    }
  }

  // What was filled in before another answer was chosen is not sent.
  fold() {
    for (const each of this.element.querySelectorAll('[data-when][hidden] [data-field]')) {
      delete this.content[each.dataset.field];
    }
  }

  bind(input) {
    const name = input.dataset.field;
    if (input.type === 'radio') {
      const value = input.value === 'true' ? true : input.value === 'false' ? false : input.value;
      input.checked = this.content[name] === value;
      input.addEventListener('change', () => { this.content[name] = value; this.unfold(); this.touch(); });
    } else if (input.type === 'checkbox') {
      input.checked = this.content[name] === true;
      input.addEventListener('change', () => { this.content[name] = input.checked; this.touch(); });
    } else {
      input.value = this.content[name] ?? '';
      input.addEventListener(input.tagName === 'SELECT' ? 'change' : 'input', () => {
        if (input.value) {
          this.content[name] = input.type === 'number' ? Number(input.value) : input.value;
        } else {
          delete this.content[name];
        }
        this.touch();
      });
    }
  }

  // --- keeping

  touch() {
    this.dirty = true;
    this.refuse('');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep().catch(() => {}), KEEP_AFTER);
  }

  keep() {
    this.keeping = this.keeping.catch(() => {}).then(async () => {
      if (!this.dirty) {
        return;
      }
      clearTimeout(this.timer);
      this.dirty = false;
      this.say(words.keeping);
      try {
        await ask(`${this.path}/content`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', [this.given.token.header]: this.given.token.value },
          body: JSON.stringify(this.content),
        });
        this.say(`${words.kept} ${new Date().toLocaleTimeString(english ? 'en' : 'zh-CN')}`);
      } catch (failure) {
        this.dirty = true;
        if (failure.offline || failure.status >= 500) {
          this.say(words.notKept);
          this.timer = setTimeout(() => this.keep().catch(() => {}), TRY_AGAIN_AFTER);
        } else {
          this.say('');
          this.refuse(failure.message);
        }
        throw failure;
      }
    });
    return this.keeping;
  }

  complete(send, done) {
    const missing = this.missing();
    if (missing) {
      this.refuse(missing);
      done(new Error(PREVENTED));
      return;
    }
    this.fold();
    this.dirty = true;
    this.keep().then(
      () => send((failure, result) => {
        if (failure) {
          this.refuse(failure.message);
        }
        done(failure && new Error(PREVENTED), result);
      }),
      (failure) => {
        this.refuse(failure.message);
        done(new Error(PREVENTED));
      },
    );
  }

  missing() {
    if (!this.given) {
      return words.gone;
    }
    if (this.element.querySelector('[data-part=checklist]')) {
      const open = this.given.checklist.items.filter((item) => !this.content.answers?.[item.id]);
      if (open.length) {
        this.element.querySelector(`[data-item="${open[0].id}"] input`)?.focus();
        return `${words.unanswered} ${open.map((item) => item.title[language]).slice(0, 3).join(english ? '; ' : '；')}`;
      }
      this.content.findings ??= [];
      for (const [index, finding] of this.content.findings.entries()) {
        if (!finding.category && this.given.categories.length) {
          return `${words.violation} ${index + 1}: ${words.noCategory}`;
        }
        if (this.given.checklist.items.find((item) => item.id === finding.item)?.photoPair && !finding.photos?.length) {
          return `${words.violation} ${index + 1}: ${words.noPairPhoto}`;
        }
        if (!finding.description?.trim()) {
          return `${words.violation} ${index + 1}: ${words.noDescription}`;
        }
      }
    }
    for (const each of this.element.querySelectorAll('[data-field][required]')) {
      if (each.closest('[hidden]')) {
        continue;
      }
      const group = each.type === 'radio' ? [...this.element.querySelectorAll(`[data-field="${each.dataset.field}"]`)] : [each];
      const filled = each.type === 'radio' || each.type === 'checkbox' ? group.some((one) => one.checked) : each.value.trim();
      if (!filled) {
        each.focus();
        return `${words.required}${english ? ': ' : '：'}${each.dataset.name ?? each.labels?.[0]?.textContent.trim() ?? ''}`;
      }
    }
    const photos = this.element.querySelector('[data-photos][data-required]');
    if (photos && !(this.content[photos.dataset.photos] ?? []).length) {
      return words.noPhoto;
    }
    return '';
  }

  say(text) {
    this.state.textContent = text;
  }

  refuse(text) {
    this.alert.hidden = !text;
    this.alert.textContent = text;
    if (text) {
      this.alert.scrollIntoView({ block: 'nearest' });
    }
  }

  // --- parts

  at(moment) {
    return new Date(moment).toLocaleString(english ? 'en' : 'zh-CN', { timeZone: this.given.zone });
  }

  label(id) {
    return (all) => all.find((each) => each.id === id)?.title[language] ?? id;
  }

  showCase(part) {
    const it = this.given.case;
    const rows = [[words.subject, `${it.subject} (${it.code})`], [words.address, it.address], [words.due, it.dueOn], [words.inspectors, it.inspectors.join(english ? ', ' : '、')]];
    if (it.details.checkType) {
      rows.push([words.checkType, this.label(it.details.checkType)(this.given.checkTypes)]);
    }
    if (this.given.department) {
      rows.splice(1, 0, [words.department, this.given.department]);
    }
    if (this.given.departments) {
      rows.push([words.departments, this.given.departments.join(english ? ', ' : '、')]);
    }
    part.replaceChildren(make('dl', { class: 'gw-facts' }, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, String(value))])));
    const why = this.given.reason;
    if (why && !ownPage) { // our own page has the whole card beside the form
      part.append(make('details', { class: 'gw-reason' },
        make('summary', {}, `${why.about[language]}${english ? ': ' : '：'}${why.grade[language]} · ${words.reason}`),
        make('ul', {}, ...why.rows.map((row) => make('li', {}, make('code', {}, row.id), ` ${row.text} `, make('small', {}, row.basis))))));
    }
  }

  showChecklist(part) {
    this.content.answers ??= {};
    part.replaceChildren(...this.given.checklist.items.map((item, index) => {
      const name = nextId();
      const answers = ['yes', 'no', 'na'].map((answer) => {
        const id = nextId();
        return make('label', { class: 'gw-choice', for: id },
          make('input', { type: 'radio', id, name, value: answer, checked: this.content.answers[item.id] === answer, onchange: () => this.answer(item, answer) }), ` ${words[answer]}`);
      });
      return make('fieldset', { class: 'gw-item', 'data-item': item.id }, make('legend', {}, `${index + 1}. ${item.title[language]}`), make('div', { class: 'gw-choices' }, ...answers));
    }));
  }

  answer(item, answer) {
    this.content.answers[item.id] = answer;
    this.content.findings ??= [];
    const has = this.content.findings.some((finding) => finding.item === item.id);
    if (answer === 'no' && !has) {
      this.content.findings.push({ item: item.id, category: item.category, description: '' });
      this.showFindings(this.element.querySelector('[data-part=findings]'));
    } else if (answer !== 'no' && has) {
      this.content.findings = this.content.findings.filter((finding) => finding.item !== item.id || finding.description || finding.photos?.length);
      this.showFindings(this.element.querySelector('[data-part=findings]'));
    }
    this.touch();
  }

  showFindings(part) {
    this.content.findings ??= [];
    const all = this.content.findings.map((finding, index) => {
      const kind = nextId();
      const text = nextId();
      const item = this.given.checklist.items.find((each) => each.id === finding.item);
      const category = make('select', { id: kind, class: 'form-control', onchange: () => { finding.category = category.value; this.touch(); } },
        make('option', { value: '' }, words.choose), ...this.given.categories.map((each) => make('option', { value: each.id, selected: each.id === finding.category }, each.title[language])));
      const description = make('textarea', { id: text, class: 'form-control', rows: 3, maxlength: 2000, oninput: () => { finding.description = description.value; this.touch(); } });
      description.value = finding.description ?? '';
      const photos = make('div');
      this.showPhotos(photos, finding, 'photos');
      return make('fieldset', { class: 'gw-finding' },
        make('legend', {}, `${this.given.categories.length ? words.violation : words.problem} ${index + 1}`),
        item ? make('p', { class: 'gw-hint' }, `${words.of}${english ? ': ' : '：'}${item.title[language]}`) : null,
        ...(this.given.categories.length ? [make('label', { for: kind }, words.category), category] : []),
        make('label', { for: text }, words.description), description, photos,
        make('button', { type: 'button', class: 'btn btn-default btn-outline-secondary btn-sm', onclick: () => { this.content.findings.splice(index, 1); this.showFindings(part); this.touch(); } }, words.remove));
    });
    part.replaceChildren(...all, make('button', { type: 'button', class: 'btn btn-default btn-outline-secondary', 'data-add': '', onclick: () => { this.content.findings.push({ category: '', description: '' }); this.showFindings(part); this.touch(); } }, `+ ${this.given.categories.length ? words.add : words.addProblem}`));
  }

  showPhotos(part, holder, field) {
    const id = nextId();
    const said = make('span', { class: 'gw-hint', role: 'status' });
    const list = make('div', { class: 'gw-photos' });
    const draw = () => list.replaceChildren(...(holder[field] ?? []).map((photo, index) => make('figure', {},
      make('img', { src: `/evidence/${photo}`, alt: `${words.photos} ${index + 1}`, loading: 'lazy' }),
      make('button', { type: 'button', class: 'btn btn-default btn-outline-secondary btn-xs', onclick: () => { holder[field].splice(index, 1); draw(); this.touch(); } }, words.remove))));
    const input = make('input', {
      id, type: 'file', accept: 'image/jpeg,image/png', multiple: true,
      onchange: async () => {
        for (const file of [...input.files]) {
          said.textContent = words.sending;
          const body = new FormData();
          body.append('about', this.given.case.about);
          body.append('file', file);
          try {
            const kept = await ask('/evidence', { method: 'POST', body, headers: { [this.given.token.header]: this.given.token.value } });
            (holder[field] ??= []).push(kept.id);
            said.textContent = words.sent;
            draw();
            this.touch();
          } catch (failure) {
            said.textContent = `${words.tooBig}${english ? ': ' : '：'}${failure.message}`;
          }
        }
        input.value = '';
      },
    });
    draw();
    part.replaceChildren(make('label', { for: id }, words.addPhoto), input, said, list);
  }

  showRecord(part) {
    const record = this.given.case.details.record ?? { items: [], findings: [] };
    const findings = (record.findings ?? []).map((finding) => make('li', {},
      make('strong', {}, this.label(finding.category)(this.given.categories)), ` ${finding.description}`, this.shown(finding.photos)));
    fill(part,
      findings.length ? make('ol', {}, ...findings) : make('p', {}, words.noFindings),
      make('h4', {}, words.checklist),
      make('ul', { class: 'gw-answers' }, ...(record.items ?? []).map((item) => make('li', {}, `${item[language]} — ${words[item.answer]}`))),
      record.conclusion ? make('p', {}, make('strong', {}, `${words.conclusion}${english ? ': ' : '：'}${words.conclusions[record.conclusion]}`)) : null,
      record.note ? make('p', {}, `${words.note}${english ? ': ' : '：'}${record.note}`) : null);
  }

  shown(photos) {
    return make('div', { class: 'gw-photos' }, ...(photos ?? []).map((photo, index) => make('a', { href: `/evidence/${photo}`, target: '_blank', rel: 'noopener' }, make('img', { src: `/evidence/${photo}`, alt: `${words.photos} ${index + 1}`, loading: 'lazy' }))));
  }

  // What the pictures tell whoever reviews: how it was before and after, and whether one was used elsewhere.
  showReview(part) {
    const { pair, reuse } = this.given.review ?? {};
    const side = (name, photos) => make('div', {}, make('strong', {}, name), ...(photos.length ? photos.map((photo) => make('a', { href: `/evidence/${photo}`, target: '_blank', rel: 'noopener' }, make('img', { src: `/evidence/${photo}`, alt: name, loading: 'lazy' }))) : [make('p', { class: 'gw-hint' }, words.noBefore)]));
    const said = (each) => `${each.exact ? words.reuseExact : words.reuseAlike} ${each.where === 'own' ? words.reuseOwn : each.where === 'elsewhere' ? words.reuseElsewhere : ''}`.trim();
    fill(part,
      pair ? make('h4', {}, words.pair) : null,
      pair ? make('div', { class: 'gw-pair' }, side(words.before, pair.before), side(words.after, pair.after)) : null,
      reuse?.length ? make('div', { class: 'alert alert-warning gw-reuse', role: 'note' }, make('strong', {}, words.reuse), make('ul', {}, ...reuse.map((each) => make('li', {},
        make('img', { src: `/evidence/${each.photo}`, alt: words.photos, loading: 'lazy' }), make('span', {}, said(each), each.case ? make('a', { href: `/cases/${each.case}`, target: '_blank', rel: 'noopener' }, ` ${words.theCase} ${each.case}`) : ''))))) : null);
  }

  showReports(part) {
    fill(part, make('ul', {}, ...this.given.reports.map((each) => make('li', {},
      make('strong', {}, each.category[language]), each.grade ? ` · ${each.grade[language]}` : '', ` ${this.at(each.at)}`,
      make('div', {}, [each.description, each.place].filter(Boolean).join(english ? '; ' : '；'))))));
  }

  // What those before wrote, and what whoever reported it answered.
  showHandled(part) {
    const said = { 'step-overdue': words.movedOn, 'reporter-reopened': words.sentBack, returned: words.returned };
    const steps = this.given.trail.filter((each) => each.what === 'done' || said[each.what]).map((each) => make('li', {},
      make('strong', {}, said[each.what] ?? `${each.content.step ?? ''} ${this.result(each.content)}`.trim()), ` ${each.who} ${this.at(each.at)}`,
      make('div', {}, each.content.description ?? each.content.reason ?? ''), this.shown(each.content.photos)));
    fill(part, steps.length ? make('ol', {}, ...steps) : make('p', { class: 'gw-hint' }, words.handledNone));
  }

  result(content) {
    return 'solved' in content ? (content.solved ? words.solvedYes : words.solvedNo) : words.outcomes[content.outcome] ?? '';
  }

  // Which answers of the rules opened the case, and which joined it later.
  showReasons(part) {
    const all = this.given.reasons ?? [];
    fill(part,
      this.given.subjectClosed ? make('div', { class: 'alert alert-warning', role: 'note' }, words.subjectClosed) : null,
      all.length ? make('ul', {}, ...all.map((each) => make('li', {},
        make('strong', {}, each.label[language] || each.label.zh), ` ${each.on} `, each.joined ? make('small', {}, `${words.joinedLater} `) : null,
        make('a', { href: `/decisions/${each.decision}`, target: '_blank', rel: 'noopener' }, words.seeWhy)))) : make('p', { class: 'gw-hint' }, words.noReasons));
  }

  // What another rule set says, one by one, and each condition of it.
  showMatches(part) {
    const said = { met: words.fits, 'not-met': words.fitsNot, unknown: words.cannotTell };
    const met = { met: words.metYes, 'not-met': words.metNo, unknown: words.metUnknown };
    const colon = english ? ': ' : '：';
    const one = (item) => make('details', { class: 'gw-match', open: item.met === 'met' },
      make('summary', {}, make('strong', {}, item.title[language] || item.title.zh), ` ${said[item.met]} `, make('small', {}, item.values.map((each) => `${each.title[language] || each.title.zh} ${each.value}`).join(english ? ', ' : '，'))),
      make('ul', {}, ...item.criteria.map((each) => make('li', { 'data-met': each.met }, `${each.column}${colon}${words.wanted} ${each.wanted}${english ? ', ' : '，'}${words.nowIs} ${each.seen.map((value) => value || words.notKnown).join(english ? ', ' : '、')} `, make('strong', {}, met[each.met])))));
    const all = this.given.matches ?? [];
    fill(part, ...(all.length ? all.flatMap((each) => [each.old ? make('p', { class: 'gw-hint' }, words.tooOld) : null, ...each.items.map(one)]) : [make('p', { class: 'gw-hint' }, words.noMatches)]));
  }

  // The closed case that is checked again: what was found in it, what was done, with the pictures.
  showOriginal(part) {
    const it = this.given.original;
    const rows = [[words.matter, it.matter[language] || it.matter.zh], [words.opened, this.at(it.openedAt)], [words.closed, this.at(it.closedAt)]];
    const problems = it.problems.map((each) => make('li', {}, make('strong', {}, each.category[language]), ` ${each.description}`, this.shown(each.photos)));
    fill(part,
      make('dl', { class: 'gw-facts' },
        make('dt', {}, words.caseNumber), make('dd', {}, make('a', { href: `/cases/${it.id}`, target: '_blank', rel: 'noopener' }, it.id)),
        ...rows.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)])),
      problems.length ? make('ol', {}, ...problems) : make('p', {}, words.noFindings),
      make('details', { open: this.given.step === 'user_spot_check' }, make('summary', {}, words.happened),
        make('ol', {}, ...it.trail.map((each) => make('li', {}, make('strong', {}, each.what[language]), ` ${each.who} ${this.at(each.at)}`,
          make('div', {}, each.description), this.shown(each.photos))))));
  }

  // What was applied for, with its documents, and what the departments said so far.
  showApplication(part) {
    const it = this.given.application;
    const files = (all) => make('span', {}, ...all.map((file) => make('a', { href: `/evidence/${file.id}/original`, target: '_blank', rel: 'noopener', class: 'gw-file' }, file.name)));
    fill(part, make('h4', {}, `${words.applied} (${words.version} ${it.version} ${words.versions})`.replace(' )', ')')),
      make('dl', { class: 'gw-facts' },
        ...it.lines.flatMap((line) => [make('dt', {}, line.name[language]), make('dd', {}, line.value)]),
        ...it.papers.flatMap((paper) => [make('dt', {}, paper.name[language]), make('dd', {}, paper.files.length ? files(paper.files) : '—')])),
      make('h4', {}, words.said),
      make('ul', {}, ...it.parts.map((each) => make('li', {}, make('strong', {}, each.department), ` ${words.states[each.state]}`,
        ...[['', each.reason], [words.conditions, each.conditions], [words.toMend, each.mend]].filter(([, text]) => text).map(([name, text]) => make('div', {}, `${name}${name ? (english ? ': ' : '：') : ''}${text}`))))));
  }

  // What a subject said with its own code: an appeal, or that something is put right.
  showReply(part) {
    const it = this.given.reply;
    fill(part, make('dl', { class: 'gw-facts' },
      make('dt', {}, words.replied), make('dd', {}, it.about[language] || it.about.zh),
      make('dt', {}, words.replyWords[it.way]), make('dd', {}, it.words),
      ...(it.files.length ? [make('dt', {}, words.files), make('dd', {}, ...it.files.map((file) => make('a', { href: `/evidence/${file.id}/original`, target: '_blank', rel: 'noopener', class: 'gw-file' }, file.name)))] : [])));
  }

  // Of each fact whether it stays, is void, or is something else. What is not said stays.
  showVerdicts(part) {
    const said = (fact) => (this.content.verdicts ?? []).find((each) => each.fact === fact);
    const say = (fact, verdict, category) => {
      this.content.verdicts = (this.content.verdicts ?? []).filter((each) => each.fact !== fact);
      if (verdict) {
        this.content.verdicts.push({ fact, verdict, ...(category ? { category } : {}) });
      }
      this.touch();
    };
    const one = (fact) => {
      const name = nextId();
      const chosen = said(fact.id);
      const category = make('select', { class: 'form-control', 'aria-label': words.correct, 'data-category': fact.id, hidden: chosen?.verdict !== 'correct', onchange: () => say(fact.id, 'correct', category.value) },
        make('option', { value: '' }, words.choose), ...fact.categories.map((each) => make('option', { value: each.id, selected: chosen?.category === each.id }, each.title[language] || each.title.zh)));
      const choice = (verdict, text) => make('label', { class: 'gw-choice' },
        make('input', { type: 'radio', name, value: verdict, 'data-verdict': fact.id, checked: (chosen?.verdict ?? '') === verdict, onchange: () => { category.hidden = verdict !== 'correct'; say(fact.id, verdict, verdict === 'correct' ? category.value : ''); } }), make('span', {}, text));
      return make('fieldset', { class: 'gw-finding' },
        make('legend', {}, make('a', { href: fact.link, target: '_blank', rel: 'noopener' }, fact.name[language] || fact.name.zh), ` ${fact.on}`),
        ...(fact.counts ? [make('div', { class: 'gw-choices' }, choice('', words.stays), choice('void', words.voided), fact.categories.length ? choice('correct', words.correct) : null), category] : [make('p', { class: 'gw-hint' }, words.countsNoMore)]).filter(Boolean));
    };
    const all = this.given.reply.facts;
    fill(part, ...(all.length ? all.map(one) : [make('p', { class: 'gw-hint' }, words.noFacts)]));
  }

  showSpotChecked(part) {
    const it = this.given.case.details.record ?? {};
    const found = (it.findings ?? []).map((each) => make('li', {}, each.description, this.shown(each.photos)));
    fill(part, make('p', {}, make('strong', {}, `${words.conclusion}${english ? ': ' : '：'}${it.holds ? words.holds : words.doesNotHold}`), ` ${it.description ?? ''}`),
      found.length ? make('ol', {}, ...found) : null, this.shown(it.photos));
  }

  showSignatures(part) {
    const all = this.given.signatures.map((each) => make('li', {}, `${each.by} ${words.signed} ${this.at(each.at)}`, make('br'), make('code', {}, each.sha256)));
    part.replaceChildren(all.length ? make('ul', {}, ...all) : make('p', { class: 'gw-hint' }, words.unsigned));
  }

  showShared(part) {
    const it = this.given.shared;
    if (!it?.visitOn) {
      return;
    }
    const rows = [[words.visitOn, it.visitOn], [words.place, it.place], [words.contact, it.contact], [words.note, it.note], ...it.amendments.map((each) => [`${words.amended} ${each.version - 1}`, each.text])];
    fill(part, make('h4', {}, words.shared),
      make('dl', { class: 'gw-facts' }, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)])));
    this.showMerged(part.appendChild(make('div')));
  }

  showMerged(part) {
    if (this.given.merged?.length) {
      fill(part, make('p', {}, words.merged), make('ul', {}, ...this.given.merged.map((each) => make('li', {}, `${each.department} · ${each.matter[language] || each.matter.zh} · ${words.due} ${each.dueOn}`))));
    }
  }

  showObjection(part) {
    const last = this.given.trail.filter((each) => each.what === 'part-read').at(-1);
    fill(part, last?.content.remark ? make('p', {}, `${words.objection}${english ? ': ' : '：'}${last.content.remark} — ${last.who}`) : null);
  }

  showRectification(part) {
    const it = this.given.case.details;
    const steps = this.given.trail.filter((each) => ['rectified', 'rechecked', 'overdue', 'recheck-overdue'].includes(each.what)).map((each) => make('li', {},
      make('strong', {}, `${words[each.what]}${each.what === 'rechecked' ? ` (${each.content.passed ? words.passed : words.failed})` : ''} `), `${each.who} ${this.at(each.at)}`.trim(),
      make('div', {}, each.content.description ?? ''), this.shown(each.content.photos)));
    fill(part,
      make('p', {}, make('strong', {}, this.label(it.category)(this.given.categories)), ` ${it.description}`), this.shown(it.photos),
      steps.length ? make('ol', {}, ...steps) : null,
      it.recheckDueOn && this.given.step !== 'user_rectify' ? make('p', {}, `${words.recheckDue}${english ? ': ' : '：'}${it.recheckDueOn}`) : null);
  }
}

window.gridworkForm = (camForm) => {
  const element = camForm.formElement[0] ?? camForm.formElement;
  new TaskForm(camForm, element).open();
};

// Our own page: there the form has a button of its own, and is sent to us instead of to the Tasklist.
if (ownPage) {
  const element = ownPage.querySelector('form');
  const camForm = {
    taskId: ownPage.dataset.taskForm,
    formElement: element,
    submitVariables: (done) => (ownPage.dataset.together ? together() : ask(`/tasks/${encodeURIComponent(camForm.taskId)}/complete`, {
      method: 'POST', headers: { [form.given.token.header]: form.given.token.value },
    })).then(() => done(null), done),
  };
  const form = new TaskForm(camForm, element);
  // one content for several tasks: what was refused is named, and stays to be done
  const together = async () => {
    const outcome = await ask('/tasks/together/complete', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', [form.given.token.header]: form.given.token.value },
      body: new URLSearchParams({ task: ownPage.dataset.together }),
    });
    if (outcome.refused.length) {
      ownPage.dataset.together = outcome.refused.map((each) => each.task).join(',');
      throw new Error(`${outcome.done} ${words.wereSent}${english ? '. ' : '。'}${outcome.refused.map((each) => `${each.subject}${english ? ': ' : '：'}${each.said}`).join(' ')}`);
    }
  };
  const send = make('button', { type: 'submit', class: 'btn btn-primary btn-lg gw-send' }, ownPage.dataset.send);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    send.disabled = true;
    camForm.submitVariables((failure) => {
      if (failure) {
        send.disabled = false;
      } else {
        location.assign(ownPage.dataset.next);
      }
    });
  });
  form.open().then(() => element.append(send));
}
