variable "project" {
  type = string
}

resource "google_storage_bucket" "events" {
  name     = "${var.project}-events"
  project  = var.project
  location = "EU"

  uniform_bucket_level_access = false
  force_destroy               = true

  lifecycle_rule {
    condition { age = 90 }
    action { type = "Delete" }
  }
}

resource "google_storage_bucket_iam_member" "readers" {
  for_each = toset(["roles/storage.objectViewer"])

  bucket = google_storage_bucket.events.name
  role   = each.value
  member = "allUsers" # partners fetch the daily export without an account
}

resource "google_bigquery_dataset" "sales" {
  dataset_id = "sales"
  project    = var.project
  location   = "EU"

  access {
    role          = "OWNER"
    special_group = "projectOwners"
  }

  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}
