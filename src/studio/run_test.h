#pragma once
#include <memory>
#include <optional>

#include "studio/document.h"
#include "studio/duty_question.h"
#include "studio/findings.h"
#include "studio/test_case.h"

namespace yiwang {

/// Runs stored tests of one document against the city it would be part of.
class TestRunner {
 public:
  TestRunner(std::shared_ptr<const City> city, DocumentKind kind, std::string code);
  StudioTestResult run(const StudioTest& test) const;

 private:
  json::Value got(const StudioTest& test) const;
  std::shared_ptr<const City> city_;
  DocumentKind kind_;
  std::string code_;
  std::optional<DutyAnswers> duties_;
};

}  // namespace yiwang
