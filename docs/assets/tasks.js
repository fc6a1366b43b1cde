/* 我的任务: who the reader is, and what of it is done, kept in this browser alone. */
(() => {
  "use strict";
  const box = document.querySelector(".my-tasks");
  const roles = box ? [...box.querySelectorAll("[data-role]")] : [];
  if (!roles.length) return;
  const kept = self.huiqiKept;
  const { left, say } = self.huiqiDays;
  const roleKey = `huiqi:${box.dataset.cycle}:role`;
  const make = (name, props) => Object.assign(document.createElement(name), props);

  const select = make("select", { id: "my-role" });
  select.append(make("option", { value: "", textContent: "请选择" }));
  for (const role of roles) {
    let group = [...select.querySelectorAll("optgroup")].find((item) => item.label === role.dataset.kind);
    if (!group) {
      group = make("optgroup", { label: role.dataset.kind });
      select.append(group);
    }
    const label = role.querySelector("summary").textContent;
    group.append(make("option", { value: role.dataset.role, textContent: label }));
  }
  const next = make("p", { className: "next-task" });
  next.setAttribute("role", "status");
  const bar = make("p", { className: "role-choice" });
  bar.append(make("label", { htmlFor: select.id, textContent: "我是：" }), select);

  /* What every member has to do stands once on the page; it joins the chosen member's own tasks. */
  const common = box.querySelector(".common");
  const joinCommon = (role) => {
    const own = role.querySelector(".tasks");
    // The theme may have put a frame around it, in which a wide table scrolls.
    const frame = common.querySelector(".tasks").firstElementChild.cloneNode(true);
    const table = frame.matches("table") ? frame : frame.querySelector("table");
    const rows = [...table.tBodies[0].rows, ...own.querySelectorAll("tbody tr")];
    const at = (row) => {
      const { day, at: order } = row.querySelector("[data-task]").dataset;
      return day || order;
    };
    rows.sort((one, two) => (at(one) < at(two) ? -1 : Number(at(one) > at(two))));
    table.tBodies[0].append(...rows);
    own.textContent = "";
    own.append(frame);
  };

  /* Ticks, and how long there is still time, beside each task of a role. */
  const prepare = (role) => {
    if (common && "member" in role.dataset) joinCommon(role);
    const doneKey = `huiqi:${box.dataset.cycle}:done:${role.dataset.role}`;
    const done = kept.readSet(doneKey);
    const tasks = [...role.querySelectorAll("[data-task]")].map((task) => {
      const tick = self.huiqiTick("已完成", task);
      tick.checked = done.has(task.dataset.task);
      const state = make("span", { className: "task-state" });
      if (task.dataset.day) task.closest("tr").querySelector("td").append(" ", state);
      tick.addEventListener("change", () => {
        if (tick.checked) done.add(task.dataset.task);
        else done.delete(task.dataset.task);
        const saved = kept.write(doneKey, [...done]);
        show();
        if (!saved) next.textContent += `（${kept.refusal}）`;
      });
      return { task, tick, state };
    });
    const show = () => {
      for (const { task, tick, state } of tasks) {
        task.closest("tr").classList.toggle("done", tick.checked);
        if (task.dataset.day) state.textContent = tick.checked ? "已完成" : say(left(task.dataset.day));
      }
      const open = tasks.filter(({ tick }) => !tick.checked);
      const first = open.find(({ task }) => task.dataset.day && left(task.dataset.day) >= 0)
        || open.find(({ task }) => !task.dataset.day);
      const count = `已完成 ${tasks.length - open.length} 项，共 ${tasks.length} 项。`;
      const when = first && first.task.dataset.day ? `，${say(left(first.task.dataset.day))}` : "";
      next.textContent = first ? `下一项：${first.task.textContent}${when}。${count}` : count;
    };
    return show;
  };

  const prepared = new Map();
  const choose = (name) => {
    const chosen = roles.find((role) => role.dataset.role === name);
    for (const role of roles) {
      role.hidden = role !== chosen;
      role.open = role === chosen;
    }
    select.value = chosen ? name : "";
    next.hidden = !chosen;
    if (!chosen) return;
    if (!prepared.has(name)) prepared.set(name, prepare(chosen));
    prepared.get(name)();
  };

  select.addEventListener("change", () => {
    kept.write(roleKey, select.value);
    choose(select.value);
  });
  if (common) common.hidden = true;
  box.classList.add("ready");
  box.prepend(bar, next);
  // A link that was handed out names the role; it is kept like a choice.
  const given = new URLSearchParams(location.search).get("role");
  const known = roles.some((role) => role.dataset.role === given);
  if (known) kept.write(roleKey, given);
  choose(known ? given : kept.read(roleKey, ""));
})();
