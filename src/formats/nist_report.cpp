#include "formats/nist_report.h"

#include "base/json.h"
#include "formats/xml_text.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace recanvass::formats {
namespace {

std::string quoted_json(std::string_view text) {
  return base::Json(text).dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

}  // namespace

void NistReportText::comma() {
  if (syntax_ == ReportSyntax::Json && follows_) out_ += ',';
  follows_ = true;
}

void NistReportText::name_of_json(std::string_view name) {
  comma();
  fmt::format_to(std::back_inserter(out_), "\"{}\":", name);
}

void NistReportText::element(std::string_view name, std::string_view value) {
  fmt::format_to(std::back_inserter(out_), "<{}>", name);
  append_xml_text(out_, value);
  fmt::format_to(std::back_inserter(out_), "</{}>", name);
}

void NistReportText::open_report(std::string_view space) {
  constexpr std::string_view kRoot = "CastVoteRecordReport";
  if (syntax_ == ReportSyntax::Json) {
    out_ += fmt::format("{{\"@type\":\"CVR.{}\"", kRoot);
    follows_ = true;
  } else {
    out_ += fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{} xmlns=\"{}\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
        kRoot, space);
  }
  open_.emplace_back(kRoot);
}

void NistReportText::close_report() {
  close();
  line_end();
}

void NistReportText::open_list(std::string_view name) {
  open_.emplace_back(name);
  if (syntax_ == ReportSyntax::Xml) return;
  name_of_json(name);
  out_ += '[';
  follows_ = false;
}

void NistReportText::close_list() {
  open_.pop_back();
  if (syntax_ == ReportSyntax::Json) out_ += ']';
  follows_ = true;
}

void NistReportText::open(std::string_view type, std::string_view id, bool is_told) {
  comma();
  if (syntax_ == ReportSyntax::Json) {
    out_ += '{';
    if (!id.empty()) out_ += fmt::format("\"@id\":{},", quoted_json(id));
    out_ += fmt::format("\"@type\":\"CVR.{}\"", type);
    open_.emplace_back(type);
    return;
  }
  const std::string name = open_.back();  // of the list
  out_ += '<' + name;
  if (!id.empty()) {
    out_ += " ObjectId=\"";
    append_xml_text(out_, id);
    out_ += '"';
  }
  if (is_told) out_ += fmt::format(" xsi:type=\"{}\"", type);
  out_ += '>';
  open_.push_back(name);
}

void NistReportText::close() {
  out_ += syntax_ == ReportSyntax::Json ? "}" : fmt::format("</{}>", open_.back());
  open_.pop_back();
  follows_ = true;
}

void NistReportText::open_member(std::string_view type) {
  if (syntax_ == ReportSyntax::Json) {
    name_of_json(type);
    out_ += fmt::format("{{\"@type\":\"CVR.{}\"", type);
  } else {
    out_ += fmt::format("<{}>", type);
  }
  open_.emplace_back(type);
}

void NistReportText::text(std::string_view name, std::string_view value) {
  if (syntax_ == ReportSyntax::Xml) return element(name, value);
  name_of_json(name);
  out_ += quoted_json(value);
}

void NistReportText::number(std::string_view name, std::int64_t value) {
  if (syntax_ == ReportSyntax::Xml) return element(name, fmt::to_string(value));
  name_of_json(name);
  out_ += fmt::to_string(value);
}

void NistReportText::truth(std::string_view name) {
  if (syntax_ == ReportSyntax::Xml) return element(name, "true");
  name_of_json(name);
  out_ += "true";
}

void NistReportText::only_text(std::string_view name, std::string_view value) {
  if (syntax_ == ReportSyntax::Xml) return element(name, value);
  name_of_json(name);
  out_ += '[' + quoted_json(value) + ']';
}

std::string NistReportText::take() { return std::exchange(out_, {}); }

}  // namespace recanvass::formats
