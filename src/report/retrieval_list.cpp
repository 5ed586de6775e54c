#include "report/retrieval_list.h"

#include "report/qr.h"
#include "report/text_fit.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

constexpr std::size_t kTagsOnPage = 4;

void add_retrieval(PaperBody& body, const RetrievalContainer& container, Language language) {
  if (!body.blocks().empty()) body.page_break();
  body.section(say(language, "retrieval.container", {{"container", container.id}}));
  body.facts({{say(language, "retrieval.county"), container.county},
              {say(language, "retrieval.seal_out"), ""},
              {say(language, "retrieval.seal_in"), ""}});
  PaperTable table;
  table.caption = say(language, "retrieval.batches");
  table.empty_words = say(language, "retrieval.none");
  table.columns = {{say(language, "retrieval.batch")},
                   {say(language, "retrieval.unit")},
                   {say(language, "retrieval.pulled"), ColumnKind::Write},
                   {say(language, "retrieval.returned"), ColumnKind::Write}};
  for (const RetrievalBatch& batch : container.batches) {
    table.rows.push_back({batch.batch, batch.unit, "", ""});
  }
  body.table(table);
  body.signatures({say(language, "retrieval.keeper"), say(language, "paper.witness")});
}

struct Tag {
  std::string kind;  // "container", "batch"
  std::string id;
  std::string first_line;
  std::string second_line;
};

std::vector<Tag> tags_of(const Retrieval& retrieval, Language language) {
  std::vector<Tag> tags;
  for (const RetrievalContainer& container : retrieval.containers) {
    tags.push_back({"container", container.id, container.county, ""});
    for (const RetrievalBatch& batch : container.batches) {
      tags.push_back({"batch", batch.batch, batch.unit,
                      say(language, "retrieval.container", {{"container", container.id}})});
    }
  }
  return tags;
}

}  // namespace

PaperDocument retrieval_list(const Retrieval& retrieval, const PaperStyle& style) {
  PaperBody body;
  CsvTable table{"batches", {"container", "county", "batch", "unit"}, {}};
  for (const RetrievalContainer& container : retrieval.containers) {
    add_retrieval(body, container, style.language);
    for (const RetrievalBatch& batch : container.batches) {
      table.rows.push_back({container.id, container.county, batch.batch, batch.unit});
    }
  }
  if (retrieval.containers.empty()) body.paragraph(say(style.language, "retrieval.none"));
  return {"retrieval-list",
          render_paper(say(style.language, "retrieval.title"), retrieval.place, body,
                       source_words(style.language, retrieval.heading), retrieval.heading, style),
          {std::move(table)}};
}

PaperDocument container_tags(const Retrieval& retrieval, const PaperStyle& style) {
  const Language language = style.language;
  const std::vector<Tag> tags = tags_of(retrieval, language);
  CsvTable table{"tags", {"kind", "id", "first_line", "second_line"}, {}};
  base::Json pages = base::Json::array();
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Tag& tag = tags[i];
    if (i % kTagsOnPage == 0) pages.push_back({{"tags", base::Json::array()}});
    pages.back()["tags"].push_back({{"kind", say(language, "retrieval.tag_" + tag.kind)},
                                    {"id", fitted(tag.id, 13, 3)},
                                    {"first_line", fitted(tag.first_line, 24, 2)},
                                    {"second_line", fitted(tag.second_line, 24, 2)},
                                    {"operation", fitted(retrieval.heading.operation, 40, 2)},
                                    {"code", qr_svg(tag.id, fmt::format("qr-{}", i + 1), tag.id)}});
    table.rows.push_back({tag.kind, tag.id, tag.first_line, tag.second_line});
  }
  const std::string markup = fill_paper_template(
      "container_tags.mustache",
      {{"pages", std::move(pages)}, {"training", retrieval.heading.copy == CopyKind::Training}},
      style);
  return {"container-tags",
          render_sheets(say(language, "retrieval.tags_title"), markup, retrieval.heading, style),
          {std::move(table)}};
}

}  // namespace recanvass::report
