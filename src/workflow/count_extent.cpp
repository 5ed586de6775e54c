#include "workflow/count_extent.h"

#include "base/check.h"

namespace recanvass::workflow {

CountMethod method_of(const Operation&, const std::string&) { return CountMethod::Hand; }

UnitExtent extent_of(const Operation&, const std::string&) { return UnitExtent::Inside; }

std::string extent_words(const Operation&) { return "whole"; }

std::string name_of(CountMethod method) {
  switch (method) {
    case CountMethod::Hand: return "hand";
    case CountMethod::Machine: return "machine";
    case CountMethod::Mixed: return "mixed";
  }
  RECANVASS_CHECK(!"a method without a name");
  return {};
}

}  // namespace recanvass::workflow
