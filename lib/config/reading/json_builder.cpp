#include "config/reading/json_builder.hpp"

namespace dyndns::config {

std::string JsonBuilder::expected(bool after_comma) const {
  if (open_.empty()) {
    return stage_ == Stage::start ? "a value" : "the end of the file";
  }
  const bool in_object = std::holds_alternative<JsonObject>(open_.back().value);
  if (stage_ == Stage::key) {
    return "':' and a value";
  }
  if (after_comma || stage_ == Stage::opened) {
    return in_object ? "a key in double quotes or '}'" : "a value or ']'";
  }
  return in_object ? "',' or '}'" : "',' or ']'";
}

bool JsonBuilder::on_key(std::string_view part, std::size_t, Error&) {
  collect(part);
  std::get<JsonObject>(open_.back().value).push_back({std::move(text_), {}});
  text_.clear();
  stage_ = Stage::key;
  return true;
}

bool JsonBuilder::on_string(std::string_view part, std::size_t, Error&) {
  collect(part);
  Json value{std::move(text_)};
  text_.clear();
  return add(std::move(value));
}

bool JsonBuilder::open(Json container) {
  open_.push_back(std::move(container));
  stage_ = Stage::opened;
  return true;
}

bool JsonBuilder::close() {
  Json container = std::move(open_.back());
  open_.pop_back();
  return add(std::move(container));
}

bool JsonBuilder::add(Json value) {
  stage_ = Stage::value;
  if (open_.empty()) {
    root_ = std::move(value);
  } else if (auto* array = std::get_if<JsonArray>(&open_.back().value)) {
    array->push_back(std::move(value));
  } else {
    std::get<JsonObject>(open_.back().value).back().value = std::move(value);
  }
  return true;
}

bool JsonBuilder::collect(std::string_view part) {
  text_ += part;
  return true;
}

}  // namespace dyndns::config
