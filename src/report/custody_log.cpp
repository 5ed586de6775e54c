#include "report/custody_log.h"

#include "base/check.h"
#include "base/figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace recanvass::report {
namespace {

constexpr std::size_t kRowsToWrite = 3;

std::string_view id_of(CustodyAct act) {
  switch (act) {
    case CustodyAct::Recorded: return "recorded";
    case CustodyAct::TakenOut: return "out";
    case CustodyAct::PutBack: return "in";
  }
  RECANVASS_CHECK(!"an act without an id");
  return {};
}

std::string_view id_of(CustodyStanding standing) {
  switch (standing) {
    case CustodyStanding::Sealed: return "sealed";
    case CustodyStanding::Open: return "open";
    case CustodyStanding::Incident: return "incident";
  }
  RECANVASS_CHECK(!"a standing without an id");
  return {};
}

std::string_view id_of(SealFound condition) {
  switch (condition) {
    case SealFound::AsPutOn: return "as-put-on";
    case SealFound::Another: return "another";
    case SealFound::Broken: return "broken";
  }
  RECANVASS_CHECK(!"a condition without an id");
  return {};
}

std::string entry_number(std::uint64_t position) {
  return base::grouped(static_cast<std::int64_t>(position));
}

std::string seal_words(Language language, const CustodyEvent& event) {
  const std::string seal = event.seal.empty() ? say(language, "custody.no_seal") : event.seal;
  switch (event.condition) {
    case SealFound::AsPutOn: return seal;
    case SealFound::Another: return say(language, "custody.other_seal", {{"seal", seal}});
    case SealFound::Broken: return say(language, "custody.broken_seal", {{"seal", seal}});
  }
  RECANVASS_CHECK(!"a seal without words");
  return seal;
}

void add_container(PaperBody& body, const CustodyContainer& container, Language language) {
  const auto head = [&](const char* key) { return say(language, key); };
  body.section(say(language, "custody.container", {{"container", container.id}}));
  PaperTable table;
  table.caption =
      say(language, "custody.standing",
          {{"standing", say(language, fmt::format("custody.is_{}", id_of(container.standing)))},
           {"seal", container.seal},
           {"county", container.county}});
  table.columns = {{head("custody.act")},        {head("custody.seal")},
                   {head("custody.first_name")}, {head("custody.second_name")},
                   {head("custody.time")},       {head("custody.entry"), ColumnKind::Number}};
  for (const CustodyEvent& event : container.events) {
    table.rows.push_back({say(language, fmt::format("custody.act_{}", id_of(event.act))),
                          seal_words(language, event), event.by.empty() ? "" : event.by[0],
                          event.by.size() < 2 ? "" : event.by[1],
                          moment_words(language, event.claimed_time),
                          entry_number(event.position)});
  }
  table.rows_to_write = kRowsToWrite;
  body.table(table);
}

void add_summary(PaperBody& body, const CustodyLog& log, Language language) {
  PaperTable open;
  open.caption = say(language, "custody.open_caption");
  open.columns = {{say(language, "custody.container_head")},
                  {say(language, "custody.county")},
                  {say(language, "custody.is")},
                  {say(language, "custody.checked"), ColumnKind::Write}};
  open.empty_words =
      say(language, log.containers.empty() ? "custody.none_recorded" : "custody.none_open");
  for (const CustodyContainer& container : log.containers) {
    if (container.standing == CustodyStanding::Sealed) continue;
    open.rows.push_back({container.id, container.county,
                         say(language, fmt::format("custody.is_{}", id_of(container.standing))),
                         ""});
  }
  body.table(open);
  PaperTable incidents;
  incidents.caption = say(language, "custody.incidents_caption");
  incidents.columns = {{say(language, "custody.incident")},
                       {say(language, "custody.resolution")},
                       {say(language, "custody.entry"), ColumnKind::Number}};
  incidents.empty_words = say(language, "custody.no_incidents");
  for (const CustodyIncident& incident : log.incidents) {
    incidents.rows.push_back(
        {incident.words,
         incident.resolution.empty() ? say(language, "custody.unexplained") : incident.resolution,
         entry_number(incident.position)});
  }
  body.table(incidents);
}

std::vector<CsvTable> custody_tables(const CustodyLog& log) {
  CsvTable events{
      "events",
      {"container", "county", "act", "seal", "condition", "names", "claimed_time", "entry"},
      {}};
  CsvTable containers{"containers", {"container", "county", "standing", "seal"}, {}};
  for (const CustodyContainer& container : log.containers) {
    containers.rows.push_back(
        {container.id, container.county, std::string(id_of(container.standing)), container.seal});
    for (const CustodyEvent& event : container.events) {
      events.rows.push_back({container.id, container.county, std::string(id_of(event.act)),
                             event.seal, std::string(id_of(event.condition)),
                             fmt::format("{}", fmt::join(event.by, "; ")), event.claimed_time,
                             std::to_string(event.position)});
    }
  }
  return {std::move(events), std::move(containers)};
}

}  // namespace

PaperDocument custody_log(const CustodyLog& log, const PaperStyle& style) {
  PaperBody body;
  body.paragraph(say(style.language, "custody.about"));
  if (!log.containers.empty() && !log.without_containers.empty()) {
    body.paragraph(say(style.language, "custody.counties_without",
                       {{"counties", fmt::format("{}", fmt::join(log.without_containers, ", "))}}));
  }
  add_summary(body, log, style.language);
  for (const CustodyContainer& container : log.containers) {
    add_container(body, container, style.language);
  }
  body.signatures({say(style.language, "custody.keeper"), say(style.language, "paper.witness")});
  return {"custody-log",
          render_paper(say(style.language, "custody.title"), log.place, body,
                       source_words(style.language, log.heading), log.heading, style),
          custody_tables(log)};
}

}  // namespace recanvass::report
